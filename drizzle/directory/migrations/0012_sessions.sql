-- Sessions of browsers: hashes alone of their texts and of the keys that they stand for.
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY NOT NULL,
  key_id TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_key ON sessions (key_id, created_at);

CREATE INDEX sessions_end ON sessions (ends_at);
