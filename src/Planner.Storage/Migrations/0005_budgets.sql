CREATE TABLE budgets (
    id         TEXT    NOT NULL PRIMARY KEY,
    limit_nano INTEGER NOT NULL,
    period     TEXT    NOT NULL,
    version    INTEGER NOT NULL
) WITHOUT ROWID;

-- In billionths of a US dollar, by account (all, key:ID, user:NAME) and day (days since 0001-01-01, UTC).
CREATE TABLE spending (
    account       TEXT    NOT NULL,
    day           INTEGER NOT NULL,
    spent_nano    INTEGER NOT NULL,
    reserved_nano INTEGER NOT NULL,
    PRIMARY KEY (account, day)
) WITHOUT ROWID;
