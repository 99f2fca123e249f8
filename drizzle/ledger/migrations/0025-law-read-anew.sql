-- Lateness is told by the day of sending, advances by their payments, citations by the mode: what these can change
-- is decided anew. A reduction has one period; what the buyer taxed himself does not wait for the invoice.
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
