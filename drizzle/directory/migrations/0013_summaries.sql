-- What waits for people in each ledger, so that all of them are told without opening one.
CREATE TABLE summaries (
  nip TEXT PRIMARY KEY NOT NULL,
  as_of TEXT NOT NULL,
  place TEXT NOT NULL,
  summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX summaries_place ON summaries (place);

CREATE INDEX summaries_as_of ON summaries (as_of);
