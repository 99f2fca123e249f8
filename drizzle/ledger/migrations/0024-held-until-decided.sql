-- A code may be more or less grave (`law/findings.ts`). Until now each had one severity. What these rules change, or
-- newly ask, is decided anew: corrections, two KSeF numbers, numbers after filing, self-billing, reverse charge.
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
