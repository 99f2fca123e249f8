-- What lies in quarantine is looked up where people decide. `quarantine` keeps what came; beside it stand what it may
-- be, what became of it, and under `reader` which version of the reader looked at it last: what is there already is
-- read again. Keys are those of open documents; months that are null are not known.
CREATE TABLE quarantine_states (
  document TEXT PRIMARY KEY REFERENCES quarantine (id) DEFERRABLE INITIALLY DEFERRED,
  reader INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'known', 'dismissed', 'no-document')),
  ksef_number TEXT,
  from_month TEXT,
  to_month TEXT,
  recorded_at TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_states_list ON quarantine_states (state, recorded_at, document);
CREATE INDEX quarantine_states_number ON quarantine_states (ksef_number);
CREATE INDEX quarantine_states_reader ON quarantine_states (reader);
INSERT INTO quarantine_states (document, reader, state, ksef_number, recorded_at, facts)
SELECT id, 0, 'open', ksef_number, recorded_at, '{"ksefNumber":null,"numberedDay":null,"said":[],"hashes":[]}'
FROM quarantine;

CREATE TABLE quarantine_keys (
  key TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES quarantine (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  PRIMARY KEY (key, document, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_keys_document ON quarantine_keys (document);

CREATE TABLE quarantine_decisions (
  seq INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES quarantine (id) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT NOT NULL,
  note TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_decisions_document ON quarantine_decisions (document, seq);
