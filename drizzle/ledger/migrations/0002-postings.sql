CREATE TABLE postings (
  seq INTEGER PRIMARY KEY,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  reference TEXT NOT NULL,
  posted_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT
) STRICT;
CREATE INDEX postings_purchase ON postings (purchase);
