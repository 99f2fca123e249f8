-- `home`: the purchase to which a document or posting belongs by itself, whatever it was merged into.
-- `brought`: which statements a merged purchase brought to its survivor.
ALTER TABLE evidence ADD COLUMN home INTEGER;
UPDATE evidence SET home = purchase;
CREATE INDEX evidence_home ON evidence (home);

ALTER TABLE postings ADD COLUMN home INTEGER;
UPDATE postings SET home = purchase;
CREATE INDEX postings_home ON postings (home);

ALTER TABLE purchases ADD COLUMN brought TEXT;
UPDATE purchases SET verdict = json_set(verdict, '$.decisions', json('[]'));

ALTER TABLE findings ADD COLUMN open INTEGER NOT NULL DEFAULT 1;

CREATE TABLE decisions (
  seq INTEGER PRIMARY KEY,
  decision TEXT NOT NULL,
  says TEXT,
  code TEXT,
  purchase_id TEXT NOT NULL,
  other_id TEXT,
  note TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX decisions_finding ON decisions (purchase_id, code) WHERE ended_at IS NULL;
CREATE INDEX decisions_finding_of_other ON decisions (other_id, code) WHERE ended_at IS NULL;

CREATE TABLE decision_documents (
  decision INTEGER NOT NULL REFERENCES decisions (seq) DEFERRABLE INITIALLY DEFERRED,
  side INTEGER NOT NULL CHECK (side IN (0, 1)),
  evidence INTEGER NOT NULL REFERENCES evidence (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (evidence, decision, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_documents_decision ON decision_documents (decision, side, evidence);
