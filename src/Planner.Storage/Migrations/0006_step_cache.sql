-- Results of steps by the hash of their call. Times are microseconds since 1970.
CREATE TABLE step_cache (
    key     TEXT    NOT NULL PRIMARY KEY,
    value   BLOB    NOT NULL,
    size    INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
);

CREATE INDEX step_cache_by_use ON step_cache (used_at, size);
