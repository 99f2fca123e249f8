-- Lists go by the day a number is known, as verdicts do: a printed one too. What the law's tables now tell otherwise is
-- decided anew: the words of reverse charge alone (P_18), and what a total failure left without a number.
UPDATE purchases SET numbered_day = verdict ->> '$.lateness.numberedDay'
WHERE ksef_number IS NULL AND verdict ->> '$.lateness.numberedDay' IS NOT NULL;
INSERT INTO stale (purchase, at, actor, why)
SELECT seq, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'the law was read anew'
FROM purchases
WHERE merged_into IS NULL AND (mode IN ('total-failure', 'offline24-overtaken-by-total-failure',
    'offline24-overtaken-by-failure')
  OR seq IN (SELECT purchase FROM evidence WHERE facts ->> '$.fa.reverseCharge' = 1
    AND coalesce(facts ->> '$.fa.rates.P_13_10', 0) = 0))
ON CONFLICT DO NOTHING;
