-- `filed_months` names the last filing of a month: the state in which the tax office has it.
CREATE TABLE filings (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  month TEXT NOT NULL,
  filed_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  totals TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX filings_month ON filings (month, seq);

CREATE TABLE filing_rows (
  filing INTEGER NOT NULL REFERENCES filings (seq) DEFERRABLE INITIALLY DEFERRED,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  row TEXT NOT NULL,
  PRIMARY KEY (filing, purchase)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_rows_purchase ON filing_rows (purchase);

CREATE TABLE filed_months (
  month TEXT PRIMARY KEY,
  filing INTEGER NOT NULL REFERENCES filings (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections_due (
  month TEXT NOT NULL,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  known_since TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (month, purchase)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_due_purchase ON corrections_due (purchase);
