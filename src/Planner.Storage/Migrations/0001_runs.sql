-- Times are microseconds since 1970-01-01 UTC: datetime(time / 1000000, 'unixepoch').

-- number gives the order of arrival; ids tell nothing of it.
CREATE TABLE runs (
    number           INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT    NOT NULL UNIQUE,
    status           TEXT    NOT NULL,
    text             TEXT    NOT NULL,
    accepted_at      INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    owner            TEXT    NOT NULL,
    fence            INTEGER NOT NULL,
    lease_expires_at INTEGER NOT NULL,
    last_sequence    INTEGER NOT NULL,
    ended            INTEGER NOT NULL
);

-- body is the event's JSON without runId, sequence and time, which are the columns.
CREATE TABLE events (
    run      INTEGER NOT NULL REFERENCES runs (number),
    sequence INTEGER NOT NULL,
    time     INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (run, sequence)
) WITHOUT ROWID;
