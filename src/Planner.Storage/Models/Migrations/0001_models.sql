-- A card a row, as JSON. What is asked for without reading cards has columns of its own.
CREATE TABLE model (
    id        TEXT    NOT NULL COLLATE NOCASE PRIMARY KEY,
    origin    INTEGER NOT NULL,            -- CardOrigin
    task      TEXT    NOT NULL,            -- the main one
    downloads INTEGER NOT NULL,            -- 0 when not known
    modified  INTEGER,                     -- on the Hub, Unix milliseconds
    seen      INTEGER NOT NULL,            -- when it was last written, Unix milliseconds
    card      TEXT    NOT NULL
);

CREATE INDEX model_origin ON model (origin, downloads DESC);

-- How far each sync is.
CREATE TABLE sync (
    scope TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL
);
