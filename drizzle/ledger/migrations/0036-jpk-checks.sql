-- Files of accounting programs that were checked. `kept`: their rows are still here, as those of the last file of a
-- month are, and those that were filed. `deducts`: not only a correction of tax deducted before. Items stand by what
-- is at stake, the most first; answers belong to a month, so that its next file knows them.
CREATE TABLE jpk_checks (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  month TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  filed_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  kept INTEGER NOT NULL,
  result TEXT NOT NULL
) STRICT;
CREATE INDEX jpk_checks_kept ON jpk_checks (month, seq) WHERE state = 'done' AND kept = 1;
CREATE INDEX jpk_checks_running ON jpk_checks (at) WHERE state = 'running';

CREATE TABLE jpk_check_rows (
  check_seq INTEGER NOT NULL REFERENCES jpk_checks (seq) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  purchase INTEGER REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  deducts INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (check_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX jpk_check_rows_of ON jpk_check_rows (check_seq, purchase, position);
CREATE INDEX jpk_check_rows_purchase ON jpk_check_rows (purchase, check_seq) WHERE purchase IS NOT NULL;

CREATE TABLE jpk_check_items (
  check_seq INTEGER NOT NULL REFERENCES jpk_checks (seq) DEFERRABLE INITIALLY DEFERRED,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  position INTEGER,
  place INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (check_seq, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX jpk_check_items_list ON jpk_check_items (check_seq, place, seq);
CREATE INDEX jpk_check_items_code ON jpk_check_items (check_seq, code, place, seq);
CREATE INDEX jpk_check_items_row ON jpk_check_items (check_seq, position, severity);

CREATE TABLE jpk_answers (
  seq INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  note TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX jpk_answers_open ON jpk_answers (month, fingerprint) WHERE ended_at IS NULL;

ALTER TABLE filings ADD COLUMN jpk_check TEXT;
