-- Up to which row the history is what an archive said that was made elsewhere: who wrote it there is its word.
CREATE TABLE history_foreign (
  until_seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  contents TEXT NOT NULL
) STRICT;
