CREATE TABLE ksef_connection (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  connection TEXT NOT NULL,
  credential TEXT NOT NULL
) STRICT;

CREATE TABLE ksef_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  progress TEXT NOT NULL
) STRICT;

CREATE TABLE ksef_reaches (
  subject TEXT PRIMARY KEY,
  checkpoint TEXT NOT NULL,
  covered TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ksef_runs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run TEXT NOT NULL
) STRICT;
