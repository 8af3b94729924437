-- Calls of one model on one instance for one task in one stretch of time: five minutes, an hour (seconds), or all that is old (0 and 0).
CREATE TABLE call_statistics (
    model     TEXT    NOT NULL,
    task      TEXT    NOT NULL,
    instance  TEXT    NOT NULL,
    start     INTEGER NOT NULL,
    seconds   INTEGER NOT NULL,
    calls     INTEGER NOT NULL,
    checked   INTEGER NOT NULL,
    available INTEGER NOT NULL,
    tokens    INTEGER NOT NULL,
    cost_nano INTEGER NOT NULL,
    sketch    BLOB    NOT NULL,
    PRIMARY KEY (model, task, instance, seconds, start)
) WITHOUT ROWID;

CREATE INDEX call_statistics_by_age ON call_statistics (seconds, start);

-- body is the rating's, the measurement's JSON; the columns are what is searched by.
CREATE TABLE ratings (
    run   TEXT NOT NULL,
    step  TEXT NOT NULL,
    user  TEXT NOT NULL,
    model TEXT NOT NULL,
    task  TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (run, step, user, model)
) WITHOUT ROWID;

CREATE TABLE measurements (
    model TEXT NOT NULL,
    task  TEXT NOT NULL,
    data  TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (model, task, data)
) WITHOUT ROWID;
