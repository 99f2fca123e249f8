-- In which files a purchase stands is asked file by file, no index leads to it. So rows of files refer to no purchase any
-- more: of each purchase that is stored SQLite would go through all of them.
CREATE TABLE jpk_check_rows_now (
  check_seq INTEGER NOT NULL REFERENCES jpk_checks (seq) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  purchase INTEGER,
  deducts INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (check_seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO jpk_check_rows_now (check_seq, position, purchase, deducts, row)
SELECT check_seq, position, purchase, deducts, row FROM jpk_check_rows ORDER BY check_seq, position;
DROP TABLE jpk_check_rows;
ALTER TABLE jpk_check_rows_now RENAME TO jpk_check_rows;
CREATE INDEX jpk_check_rows_of ON jpk_check_rows (check_seq, purchase, position);
