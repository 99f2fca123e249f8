CREATE TABLE jobs (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_due ON jobs (due_ms);

CREATE TABLE webhooks (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  types TEXT,
  description TEXT,
  enabled INTEGER NOT NULL,
  disabled_reason TEXT,
  secret TEXT NOT NULL,
  previous_secret TEXT,
  previous_until_ms INTEGER,
  position INTEGER NOT NULL,
  failing_since_ms INTEGER,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE webhook_attempts (
  seq INTEGER PRIMARY KEY,
  webhook INTEGER NOT NULL,
  at TEXT NOT NULL,
  cursor INTEGER,
  type TEXT NOT NULL,
  status INTEGER,
  error TEXT,
  ms INTEGER NOT NULL,
  next_ms INTEGER
) STRICT;
CREATE INDEX webhook_attempts_webhook ON webhook_attempts (webhook, seq);
