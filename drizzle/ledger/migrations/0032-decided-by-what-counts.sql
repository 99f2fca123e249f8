-- An agreed delivery may be missing in any mode, and though a total failure abolished the number. The words of reverse
-- charge (P_18) say nothing beside tax that is charged, and lines before and after speak for the totals they show.
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the law was read anew'
FROM purchases
WHERE merged_into IS NULL AND (
  (verdict ->> '$.basis.buyerCategory' <> 'domestic' AND verdict ->> '$.basis.channel' = 'outside-ksef')
  OR seq IN (SELECT purchase FROM evidence WHERE facts ->> '$.fa.lineChange' IS NOT NULL
    OR facts ->> '$.fa.reverseCharge' = 1 AND coalesce(facts ->> '$.fa.rates.P_13_10', 0) = 0
      AND (coalesce(facts ->> '$.fa.rates.P_14_1', 0) <> 0 OR coalesce(facts ->> '$.fa.rates.P_14_2', 0) <> 0
        OR coalesce(facts ->> '$.fa.rates.P_14_3', 0) <> 0 OR coalesce(facts ->> '$.fa.rates.P_14_4', 0) <> 0)))
ON CONFLICT DO NOTHING;
