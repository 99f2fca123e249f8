-- The archive that this ledger is restored from, or was: until `ended` is set nothing of it is used.
CREATE TABLE restore (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  manifest TEXT NOT NULL,
  checked TEXT,
  ended TEXT
) STRICT;
