-- Each entry of the history holds the hash of the one before. Those that are there get theirs when the ledger is used next.
ALTER TABLE history ADD COLUMN hash TEXT;
CREATE INDEX history_unlinked ON history (seq) WHERE hash IS NULL;
