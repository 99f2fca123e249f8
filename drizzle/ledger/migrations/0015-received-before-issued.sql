-- What was recorded before copies were compared with their day of issue is decided anew.
INSERT INTO stale (purchase, at, actor, why)
SELECT DISTINCT e.purchase, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'a copy came before its day of issue'
FROM purchases p JOIN evidence e ON e.purchase = p.seq
WHERE p.ksef_number IS NULL AND p.merged_into IS NULL AND e.type = 'copy'
  AND e.facts ->> '$.receivedDay' < e.facts ->> '$.issueDay' ON CONFLICT DO NOTHING;
