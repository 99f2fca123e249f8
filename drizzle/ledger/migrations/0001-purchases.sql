CREATE TABLE profile (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings TEXT NOT NULL,
  outages_revision INTEGER NOT NULL
) STRICT;

CREATE TABLE suppliers (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outages (
  id TEXT PRIMARY KEY,
  notice TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE purchases (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  merged_into INTEGER REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  mode TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  near_key TEXT NOT NULL,
  issue_day TEXT NOT NULL,
  kind_group TEXT,
  currency TEXT NOT NULL,
  gross INTEGER,
  ksef_number TEXT,
  numbered_day TEXT,
  received_day TEXT,
  deadline TEXT,
  late_code TEXT,
  window_end TEXT,
  register_month TEXT,
  inputs TEXT NOT NULL,
  identity TEXT NOT NULL,
  verdict TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX purchases_issue_day ON purchases (issue_day, numbered_day);
CREATE INDEX purchases_near ON purchases (seller_id, near_key);
CREATE INDEX purchases_gross ON purchases (seller_id, gross, issue_day);
CREATE INDEX purchases_outside_near ON purchases (seller_id, near_key) WHERE ksef_number IS NULL;
CREATE INDEX purchases_outside_gross ON purchases (seller_id, gross, issue_day) WHERE ksef_number IS NULL;
CREATE INDEX purchases_register_month ON purchases (register_month);
CREATE INDEX purchases_merged ON purchases (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE purchase_keys (
  key TEXT NOT NULL,
  variant INTEGER NOT NULL,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (key, variant)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_keys_purchase ON purchase_keys (purchase);

CREATE TABLE evidence (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  content_hash TEXT NOT NULL UNIQUE,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  facts TEXT NOT NULL,
  has_xml INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_purchase ON evidence (purchase);

CREATE TABLE documents (
  evidence INTEGER PRIMARY KEY REFERENCES evidence (seq) DEFERRABLE INITIALLY DEFERRED,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'deflate-raw')),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE external_ids (
  external_id TEXT PRIMARY KEY,
  content_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  ksef_number TEXT,
  metadata TEXT,
  bytes BLOB,
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  other INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  detail TEXT NOT NULL,
  PRIMARY KEY (purchase, code, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_other ON relations (other);

CREATE TABLE correction_references (
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL,
  original INTEGER REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (key, purchase)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_references_purchase ON correction_references (purchase);
CREATE INDEX correction_references_original ON correction_references (original) WHERE original IS NOT NULL;

CREATE TABLE findings (
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (purchase, code, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_code ON findings (code, purchase);

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  type TEXT NOT NULL,
  cause TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX history_purchase ON history (purchase, seq);

CREATE TABLE stale (
  purchase INTEGER PRIMARY KEY REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
