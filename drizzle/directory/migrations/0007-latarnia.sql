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
