-- Where ledgers are files one may be lost, or lie under the name of another.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  nip TEXT NOT NULL,
  ledger TEXT NOT NULL
) STRICT;
