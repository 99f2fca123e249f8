-- A key made before there was this table lies among the settings as a hash: it becomes the first row.
CREATE TABLE keys (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  taxpayers TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  last_used_at TEXT,
  revoked_at TEXT
) STRICT;

INSERT INTO keys (id, name, role, taxpayers, hash, created_at, created_by)
SELECT 'first', 'admin', 'admin', '"*"', value,
  (SELECT applied_at FROM _migrations WHERE id = '0001-directory'), 'service'
FROM settings WHERE name = 'admin-key-hash';

DELETE FROM settings WHERE name = 'admin-key-hash';
