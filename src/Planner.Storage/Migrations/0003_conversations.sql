-- body is the conversation's JSON without id, revision and time, which are the columns.
CREATE TABLE conversations (
    id         TEXT    NOT NULL PRIMARY KEY,
    revision   INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    body       TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX conversations_by_time ON conversations (updated_at);

CREATE TABLE assistants (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    body TEXT NOT NULL
) WITHOUT ROWID;
