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
]
