-- Documents that wait until somebody says what they are. Bytes lie in pieces, and go when the document becomes a copy,
-- which keeps them. Keys: what was read of an open one, by which a posting check and a document of KSeF meet it. A
-- file that came with a copy before is known again by its hash.
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
