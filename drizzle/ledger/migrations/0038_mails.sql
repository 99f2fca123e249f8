-- Mails, by what they are known again, with the header that tells when they were handed over, and their files: each is a
-- draft, or has the reason why it is none.
CREATE TABLE mails (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  message_id TEXT,
  sender TEXT,
  subject TEXT,
  received_on TEXT NOT NULL,
  header TEXT,
  recorded_at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;

CREATE TABLE mail_parts (
  mail INTEGER NOT NULL REFERENCES mails (seq) DEFERRABLE INITIALLY DEFERRED,
  part INTEGER NOT NULL,
  name TEXT,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash TEXT NOT NULL,
  draft INTEGER REFERENCES drafts (seq) DEFERRABLE INITIALLY DEFERRED,
  why TEXT,
  PRIMARY KEY (mail, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_parts_draft ON mail_parts (draft, mail) WHERE draft IS NOT NULL;
