-- So that an index can follow the store: each write has a number, each card and each removal that of its last.
ALTER TABLE model ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
CREATE INDEX model_change ON model (change, id);

CREATE TABLE removed (
    id     TEXT    NOT NULL COLLATE NOCASE PRIMARY KEY,
    change INTEGER NOT NULL
);

-- Which store this is (another file of the same place has another), and the number of the last write.
CREATE TABLE store (
    id     TEXT    NOT NULL,
    change INTEGER NOT NULL
);
INSERT INTO store VALUES (lower(hex(randomblob(8))), 0);
