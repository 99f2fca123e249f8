-- `awaiting`: a number is `due` or `possible`, from the day the first copy came until the day the number is known.
-- `nowhere`: why the purchase stands in no month of the register.
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
