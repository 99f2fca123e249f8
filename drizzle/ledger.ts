import { idempotencyTable } from './idempotency.ts'

/** In SQL, how often a key has each digit but the zero: as `mistakableKey` of the code. */
const digitsOf = (column: string): string =>
  [...'123456789']
    .map((digit) => `length(${column}) - length(replace(${column}, '${digit}', ''))`)
    .map((count) => `(${count})`)
    .join(" || '.' || ")

/**
 * Migrations of a ledger, in order; one that has been released is never changed. Embedded as text so that one small
 * synchronous migrator serves every host. Foreign keys are deferred: a transaction writes in any order.
 */
export const ledgerMigrations: readonly { id: string; sql: string }[] = [
  {
    id: '0001-purchases',
    sql: `
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
`,
  },
  {
    id: '0002-postings',
    sql: `
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
`,
  },
  {
    // `home`: the purchase to which a document or posting belongs by itself, whatever it was merged into.
    // `brought`: which statements a merged purchase brought to its survivor.
    id: '0003-decisions',
    sql: `
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
`,
  },
  { id: '0003-idempotency', sql: idempotencyTable },
  {
    id: '0004-changes',
    sql: `
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  purchase TEXT,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE changes_synced (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
`,
  },
  {
    id: '0005-jobs',
    sql: `
CREATE TABLE jobs (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_due ON jobs (due_ms);

CREATE TABLE webhooks (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  types TEXT,
  description TEXT,
  enabled INTEGER NOT NULL,
  disabled_reason TEXT,
  secret TEXT NOT NULL,
  previous_secret TEXT,
  previous_until_ms INTEGER,
  position INTEGER NOT NULL,
  failing_since_ms INTEGER,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE webhook_attempts (
  seq INTEGER PRIMARY KEY,
  webhook INTEGER NOT NULL,
  at TEXT NOT NULL,
  cursor INTEGER,
  type TEXT NOT NULL,
  status INTEGER,
  error TEXT,
  ms INTEGER NOT NULL,
  next_ms INTEGER
) STRICT;
CREATE INDEX webhook_attempts_webhook ON webhook_attempts (webhook, seq);
`,
  },
  {
    id: '0006-register',
    sql: `
CREATE TABLE register_rows (
  month TEXT NOT NULL,
  purchase INTEGER NOT NULL REFERENCES purchases (seq) DEFERRABLE INITIALLY DEFERRED,
  since TEXT NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  row TEXT NOT NULL,
  PRIMARY KEY (month, purchase)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_rows_purchase ON register_rows (purchase);
CREATE TABLE register_totals (
  month TEXT NOT NULL,
  since TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  incomplete INTEGER NOT NULL,
  sums TEXT NOT NULL,
  PRIMARY KEY (month, since)
) STRICT, WITHOUT ROWID;
DROP INDEX purchases_register_month;
ALTER TABLE purchases DROP COLUMN register_month;
UPDATE purchases SET
  verdict = json_set(verdict, '$.record', json('{"entries":[],"nowhere":null,"amountsUnknown":null}')),
  identity = json_set(identity, '$.exchangeRates', json('[]'));
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the register keeps rows'
FROM purchases WHERE merged_into IS NULL ON CONFLICT DO NOTHING;
`,
  },
  {
    id: '0007-ksef',
    sql: `
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
`,
  },
  {
    // `filed_months` names the last filing of a month: the state in which the tax office has it.
    id: '0008-filings',
    sql: `
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
`,
  },
  {
    // `awaiting`: a number is `due` or `possible`, from the day the first copy came until the day the number is known.
    // `nowhere`: why the purchase stands in no month of the register.
    id: '0009-awaiting',
    sql: `
ALTER TABLE purchases ADD COLUMN awaiting TEXT;
ALTER TABLE purchases ADD COLUMN awaiting_from TEXT;
ALTER TABLE purchases ADD COLUMN awaiting_until TEXT;
ALTER TABLE purchases ADD COLUMN nowhere TEXT;
UPDATE purchases SET
  nowhere = verdict ->> '$.record.nowhere.reason',
  awaiting = CASE
    WHEN mode IN ('outside-breach', 'online', 'online-late', 'early-copy') THEN 'possible'
    WHEN late_code IS NOT NULL AND (deadline IS NOT NULL OR status = 'awaiting-ksef'
      OR seq IN (SELECT purchase FROM findings WHERE code = 'INFO_OUTAGE_OPEN')) THEN 'due' END
WHERE merged_into IS NULL;
UPDATE purchases SET awaiting = NULL
WHERE status = 'quarantined' OR verdict ->> '$.lateness.copyDay' IS NULL
  OR verdict ->> '$.lateness.numberedDay' <= verdict ->> '$.lateness.copyDay';
UPDATE purchases SET
  awaiting_from = verdict ->> '$.lateness.copyDay', awaiting_until = verdict ->> '$.lateness.numberedDay'
WHERE awaiting IS NOT NULL;
CREATE INDEX purchases_awaiting
  ON purchases (awaiting, awaiting_until, coalesce(deadline, '9999-12-31'), seq, seller_id, awaiting_from)
  WHERE awaiting IS NOT NULL AND merged_into IS NULL;
CREATE INDEX purchases_nowhere ON purchases (nowhere, issue_day, seq)
  WHERE nowhere IS NOT NULL AND merged_into IS NULL;
CREATE INDEX purchases_nowhere_expiring ON purchases (window_end, seq)
  WHERE nowhere IS NOT NULL AND merged_into IS NULL;
CREATE INDEX register_rows_incomplete ON register_rows (month, purchase) WHERE complete = 0;
`,
  },
  {
    // What is looked up must not take longer in a larger ledger. An invoice key is `invoice:seller day number`; without
    // its day it finds a seller's number of any day. `purchases_list` is walked instead of the rows, which are 30 times
    // as wide; all that lists are filtered by stands in it.
    id: '0010-look-ups',
    sql: `
CREATE INDEX purchase_keys_number ON purchase_keys (substr(key, 1, instr(key, ' ')) || substr(key, instr(key, ' ') + 12))
  WHERE key >= 'invoice:' AND key < 'invoice;';
CREATE INDEX purchases_list ON purchases (seq, merged_into, status, mode, seller_id, number_key, near_key, issue_day,
  received_day, numbered_day, deadline, late_code, window_end, verdict ->> '$.lateness.yardstick');
CREATE INDEX findings_decided ON findings (purchase) WHERE open = 0;
CREATE INDEX purchases_number ON purchases (number_key);
CREATE INDEX purchases_seller_day ON purchases (seller_id, issue_day, merged_into);
DROP INDEX purchases_near;
CREATE INDEX purchases_near ON purchases (seller_id, near_key, issue_day);
`,
  },
  {
    // The archive that this ledger is restored from, or was: until `ended` is set nothing of it is used.
    id: '0012-archive',
    sql: `
CREATE TABLE restore (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  manifest TEXT NOT NULL,
  checked TEXT,
  ended TEXT
) STRICT;
`,
  },
  {
    // Packages that are too large to be held in memory lie in pieces until they were taken in. An import is `running`,
    // `done` or `refused`; its problems stand beside it, those of a step in one row.
    id: '0014-import-parts',
    sql: `
CREATE TABLE packages (
  id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  size INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE import_parts (
  package TEXT NOT NULL REFERENCES packages (id) DEFERRABLE INITIALLY DEFERRED,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (package, piece)
) STRICT;

CREATE TABLE import_problems (
  import TEXT NOT NULL,
  received INTEGER NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (import, received)
) STRICT, WITHOUT ROWID;

ALTER TABLE imports ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
ALTER TABLE imports ADD COLUMN package TEXT;
ALTER TABLE imports ADD COLUMN refusal TEXT;
CREATE INDEX imports_running ON imports (at, id) WHERE state = 'running';
`,
  },
  {
    // What was recorded before copies were compared with their day of issue is decided anew.
    id: '0015-received-before-issued',
    sql: `
INSERT INTO stale (purchase, at, actor, why)
SELECT DISTINCT e.purchase, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'a copy came before its day of issue'
FROM purchases p JOIN evidence e ON e.purchase = p.seq
WHERE p.ksef_number IS NULL AND p.merged_into IS NULL AND e.type = 'copy'
  AND e.facts ->> '$.receivedDay' < e.facts ->> '$.issueDay' ON CONFLICT DO NOTHING;
`,
  },
  {
    // No statement looks documents up by the purchase that is their home.
    id: '0016-home-not-looked-up',
    sql: `
DROP INDEX evidence_home;
`,
  },
  {
    // `documents_until`: the newest document that the purchase had when it was posted; null where nobody wrote it down.
    id: '0017-what-was-posted',
    sql: `
ALTER TABLE postings ADD COLUMN documents_until INTEGER;
`,
  },
  {
    // Keys under which purchases from before meet those whose number is easily written as theirs (`mistakableKey`).
    id: '0018-mistakable-numbers',
    sql: `
INSERT INTO purchase_keys (key, variant, purchase)
SELECT key, row_number() OVER (PARTITION BY key ORDER BY seq) - 1, seq FROM (
  SELECT seq, 'mistakable:' || seller_id || ' ' || issue_day || ' ' || ${digitsOf('near_key')} AS key
  FROM purchases WHERE merged_into IS NULL);
`,
  },
  {
    // What lies in quarantine is looked up where people decide. `quarantine` keeps what came; beside it stand what it may
    // be, what became of it, and under `reader` which version of the reader looked at it last: what is there already is
    // read again. Keys are those of open documents; months that are null are not known.
    id: '0019-quarantine-seen',
    sql: `
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
`,
  },
  {
    // A code may be more or less grave (`law/findings.ts`). Until now each had one severity. What these rules change, or
    // newly ask, is decided anew: corrections, two KSeF numbers, numbers after filing, self-billing, reverse charge.
    id: '0024-held-until-decided',
    sql: `
ALTER TABLE findings ADD COLUMN severity TEXT NOT NULL DEFAULT 'review';
UPDATE findings SET severity = CASE WHEN substr(code, 1, 5) = 'INFO_' THEN 'info' ELSE 'blocking' END
WHERE substr(code, 1, 5) = 'INFO_' OR code IN ('AMOUNT_MISMATCH', 'POSSIBLE_DUPLICATE', 'AMBIGUOUS_MATCH',
  'DOUBLE_POSTED', 'UNKNOWN_SUPPLY', 'KOR_ORIGINAL_WITHOUT_NUMBER', 'AGREED_DELIVERY_MISSING', 'NOT_OUR_INVOICE',
  'KSEF_METADATA_CONFLICT');
CREATE INDEX findings_holding ON findings (severity, purchase) WHERE open = 1 AND severity = 'blocking';
ALTER TABLE filings ADD COLUMN held TEXT NOT NULL DEFAULT 'include';
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'corrections and double numbers are held until decided'
FROM purchases WHERE merged_into IS NULL AND (kind_group IN ('correction', 'rr') OR seq IN (
  SELECT purchase FROM findings WHERE code IN ('DOUBLE_ISSUE', 'KSEF_AFTER_POSTING', 'INFO_SELF_BILLING_ACCEPTANCE'))
  OR issue_day >= '2027-01-01') ON CONFLICT DO NOTHING;
`,
  },
  {
    // Lateness is told by the day of sending, advances by their payments, citations by the mode: what these can change
    // is decided anew. A reduction has one period; what the buyer taxed himself does not wait for the invoice.
    id: '0025-law-read-anew',
    sql: `
UPDATE purchases SET verdict = json_set(verdict, '$.afterWindow', CASE
  WHEN verdict ->> '$.deduction.from' = verdict ->> '$.deduction.until' THEN 'reduced'
  WHEN verdict ->> '$.deduction.from' IS NOT NULL
    AND instr(verdict ->> '$.deduction.legalBasis', 'art. 86 ust. 10b pkt 1') = 0 THEN 'selfAssessed'
  ELSE 'deducted' END);
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the law was read anew'
FROM purchases
WHERE merged_into IS NULL AND (mode <> 'online' OR verdict ->> '$.afterWindow' = 'selfAssessed'
  OR identity ->> '$.kind' IN ('ZAL', 'KOR_ZAL')) ON CONFLICT DO NOTHING;
`,
  },
  {
    // Each subject type has its own lane: what was under way is asked for again, what was brought up to date stays so.
    id: '0020-ksef-lanes',
    sql: `
UPDATE ksef_progress SET progress = json_set(json_remove(progress, '$.export', '$.lastSuccessAt'),
  '$.run.tasks', json('[]'), '$.lanes', json(coalesce((
    SELECT json_group_object(s.value, json_object('doneAt', progress ->> '$.lastSuccessAt'))
    FROM ksef_connection c, json_each(c.connection, '$.subjects') s), '{}')));
`,
  },
  {
    // A firm may stand under a Polish NIP and under a number of its own country: such purchases meet by number and day.
    // Numbers that hold what nobody sees, or letters of other scripts, have other keys than before: their purchases are
    // found again under these (`documents_too`), and then decided.
    id: '0021-numbers-as-read',
    sql: `
DROP INDEX purchases_number;
CREATE INDEX purchases_number ON purchases (number_key, issue_day);
CREATE INDEX purchases_foreign ON purchases (number_key, issue_day) WHERE seller_id >= 'A';
ALTER TABLE stale ADD COLUMN documents_too INTEGER NOT NULL DEFAULT 0;
INSERT INTO stale (purchase, at, actor, why, documents_too)
SELECT DISTINCT e.purchase, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'numbers are read otherwise', 1
FROM evidence e JOIN purchases p ON p.seq = e.purchase
WHERE p.merged_into IS NULL AND e.facts GLOB '*[^ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż]*'
  AND coalesce(e.facts ->> '$.number', e.facts ->> '$.metadata.number') GLOB '*[^ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż]*'
ON CONFLICT (purchase) DO UPDATE SET documents_too = 1;
`,
  },
  {
    // Lists go by the day a number is known, as verdicts do: a printed one too. What the law's tables now tell otherwise is
    // decided anew: the words of reverse charge alone (P_18), and what a total failure left without a number.
    id: '0026-printed-days',
    sql: `
UPDATE purchases SET numbered_day = verdict ->> '$.lateness.numberedDay'
WHERE ksef_number IS NULL AND verdict ->> '$.lateness.numberedDay' IS NOT NULL;
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the law was read anew'
FROM purchases
WHERE merged_into IS NULL AND (mode IN ('total-failure', 'offline24-overtaken-by-total-failure',
    'offline24-overtaken-by-failure')
  OR seq IN (SELECT purchase FROM evidence WHERE facts ->> '$.fa.reverseCharge' = 1
    AND coalesce(facts ->> '$.fa.rates.P_13_10', 0) = 0))
ON CONFLICT DO NOTHING;
`,
  },
  {
    // Where ledgers are files one may be lost, or lie under the name of another.
    id: '0030-ledger-identity',
    sql: `
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  nip TEXT NOT NULL,
  ledger TEXT NOT NULL
) STRICT;
`,
  },
  {
    // Counted again and again for who watches over the service.
    id: '0031-open-findings',
    sql: `
CREATE INDEX findings_review ON findings (severity, purchase) WHERE open = 1 AND severity = 'review';
`,
  },
  {
    // An agreed delivery may be missing in any mode, and though a total failure abolished the number. The words of reverse
    // charge (P_18) say nothing beside tax that is charged, and lines before and after speak for the totals they show.
    id: '0032-decided-by-what-counts',
    sql: `
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the law was read anew'
FROM purchases
WHERE merged_into IS NULL AND (
  (verdict ->> '$.basis.buyerCategory' <> 'domestic' AND verdict ->> '$.basis.channel' = 'outside-ksef')
  OR seq IN (SELECT purchase FROM evidence WHERE facts ->> '$.fa.lineChange' IS NOT NULL
    OR facts ->> '$.fa.reverseCharge' = 1 AND coalesce(facts ->> '$.fa.rates.P_13_10', 0) = 0
      AND (coalesce(facts ->> '$.fa.rates.P_14_1', 0) <> 0 OR coalesce(facts ->> '$.fa.rates.P_14_2', 0) <> 0
        OR coalesce(facts ->> '$.fa.rates.P_14_3', 0) <> 0 OR coalesce(facts ->> '$.fa.rates.P_14_4', 0) <> 0)))
ON CONFLICT DO NOTHING;
`,
  },
  {
    // Up to which row the history is what an archive said that was made elsewhere: who wrote it there is its word.
    id: '0033-foreign-history',
    sql: `
CREATE TABLE history_foreign (
  until_seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  contents TEXT NOT NULL
) STRICT;
`,
  },
  {
    // Each entry of the history holds the hash of the one before. Those that are there get theirs when the ledger is used next.
    id: '0034-history-chain',
    sql: `
ALTER TABLE history ADD COLUMN hash TEXT;
CREATE INDEX history_unlinked ON history (seq) WHERE hash IS NULL;
`,
  },
  {
    // A value has 2 MB on some hosts, a scan more: what of a document is beyond its first piece lies beside it. Documents
    // of before stay as they are.
    id: '0035-document-pieces',
    sql: `
CREATE TABLE document_pieces (
  evidence INTEGER NOT NULL REFERENCES documents (evidence) DEFERRABLE INITIALLY DEFERRED,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (evidence, piece)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Files of accounting programs that were checked. `kept`: their rows are still here, as those of the last file of a
    // month are, and those that were filed. `deducts`: not only a correction of tax deducted before. Items stand by what
    // is at stake, the most first; answers belong to a month, so that its next file knows them.
    id: '0036-jpk-checks',
    sql: `
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
`,
  },
  {
    // Documents that wait until somebody says what they are. Bytes lie in pieces, and go when the document becomes a copy,
    // which keeps them. Keys: what was read of an open one, by which a posting check and a document of KSeF meet it. A
    // file that came with a copy before is known again by its hash.
    id: '0037-drafts',
    sql: `
CREATE TABLE drafts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'held', 'copy', 'discarded')),
  received_on TEXT NOT NULL,
  channel TEXT,
  external_id TEXT,
  note TEXT,
  file_name TEXT,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  size INTEGER NOT NULL,
  reading TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  reason TEXT,
  evidence TEXT
) STRICT;
CREATE INDEX drafts_list ON drafts (state, seq);
CREATE INDEX drafts_received ON drafts (received_on, seq) WHERE state = 'open';
CREATE INDEX drafts_external ON drafts (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE draft_pieces (
  draft INTEGER NOT NULL REFERENCES drafts (seq) DEFERRABLE INITIALLY DEFERRED,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (draft, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_keys (
  key TEXT NOT NULL,
  draft INTEGER NOT NULL REFERENCES drafts (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (key, draft)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_keys_draft ON draft_keys (draft);

CREATE INDEX evidence_file ON evidence (facts ->> '$.file.hash')
WHERE type = 'copy' AND facts ->> '$.file.hash' IS NOT NULL;
`,
  },
]
