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
]
