CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  taxpayer TEXT,
  subject TEXT,
  data TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_taxpayer ON audit (taxpayer, seq) WHERE taxpayer IS NOT NULL;

CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
