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
