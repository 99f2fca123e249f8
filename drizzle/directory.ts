import { idempotencyTable } from './idempotency.ts'

/** Migrations of the directory, which holds what is common to all taxpayers; see `ledger.ts` for the rules. */
export const directoryMigrations: readonly { id: string; sql: string }[] = [
  {
    id: '0001-directory',
    sql: `
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE taxpayers (
  nip TEXT PRIMARY KEY,
  profile TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outages (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL UNIQUE,
  notice TEXT NOT NULL
) STRICT;
`,
  },
  {
    // A key made before there was this table lies among the settings as a hash: it becomes the first row.
    id: '0002-keys',
    sql: `
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
`,
  },
  { id: '0003-idempotency', sql: idempotencyTable },
  {
    id: '0007-latarnia',
    sql: `
CREATE TABLE latarnia_messages (
  seq INTEGER PRIMARY KEY,
  message TEXT NOT NULL UNIQUE,
  fetched_at TEXT NOT NULL
) STRICT;

CREATE TABLE latarnia_events (
  event_id TEXT PRIMARY KEY,
  outage TEXT NOT NULL,
  said TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE latarnia_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT NOT NULL
) STRICT;
`,
  },
  {
    id: '0008-audit',
    // A trigger stands on one line: statements end where a line does.
    sql: `
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
`,
  },
  { id: '0009-key-expiry', sql: 'ALTER TABLE keys ADD COLUMN expires_at TEXT;\n' },
  {
    // Which ledger is whose, and when it was looked through. Ledgers that are there now take an identity when they are
    // opened next: an empty text says that they must be there (`store/identity.ts`).
    id: '0010-ledger-identity',
    sql: `
ALTER TABLE taxpayers ADD COLUMN ledger TEXT;
ALTER TABLE taxpayers ADD COLUMN checked_at TEXT;
ALTER TABLE taxpayers ADD COLUMN damage TEXT;
UPDATE taxpayers SET ledger = '';
`,
  },
  { id: '0011-key-language', sql: 'ALTER TABLE keys ADD COLUMN language TEXT;\n' },
]
