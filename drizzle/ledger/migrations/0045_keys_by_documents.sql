-- The keys of a purchase are told by its documents, no index leads to them. So they refer to no purchase any more: of each
-- that is stored SQLite would look for its keys.
CREATE TABLE purchase_keys_now (
  key TEXT NOT NULL,
  variant INTEGER NOT NULL,
  purchase INTEGER NOT NULL,
  PRIMARY KEY (key, variant)
) STRICT, WITHOUT ROWID;
INSERT INTO purchase_keys_now (key, variant, purchase) SELECT key, variant, purchase FROM purchase_keys ORDER BY key, variant;
DROP TABLE purchase_keys;
ALTER TABLE purchase_keys_now RENAME TO purchase_keys;
CREATE INDEX purchase_keys_number ON purchase_keys (substr(key, 1, instr(key, ' ')) || substr(key, instr(key, ' ') + 12))
  WHERE key >= 'invoice:' AND key < 'invoice;';
