CREATE TABLE idempotent_requests (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  created_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  answer TEXT,
  PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX idempotent_requests_at ON idempotent_requests (at_ms);
