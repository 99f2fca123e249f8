-- Packages that are too large to be held in memory lie in pieces until they were taken in. An import is `running`,
-- `done` or `refused`; its problems stand beside it, those of a step in one row.
CREATE TABLE packages (
  id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  size INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE import_parts (
  package TEXT NOT NULL REFERENCES packages (id) DEFERRABLE INITIALLY DEFERRED,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (package, piece)
) STRICT;

CREATE TABLE import_problems (
  import TEXT NOT NULL,
  received INTEGER NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (import, received)
) STRICT, WITHOUT ROWID;

ALTER TABLE imports ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
ALTER TABLE imports ADD COLUMN package TEXT;
ALTER TABLE imports ADD COLUMN refusal TEXT;
CREATE INDEX imports_running ON imports (at, id) WHERE state = 'running';
