-- A firm may stand under a Polish NIP and under a number of its own country: such purchases meet by number and day.
-- Numbers that hold what nobody sees, or letters of other scripts, have other keys than before: their purchases are
-- found again under these (`documents_too`), and then decided.
DROP INDEX purchases_number;
CREATE INDEX purchases_number ON purchases (number_key, issue_day);
CREATE INDEX purchases_foreign ON purchases (number_key, issue_day) WHERE seller_id >= 'A';
ALTER TABLE stale ADD COLUMN documents_too INTEGER NOT NULL DEFAULT 0;
INSERT INTO stale (purchase, at, actor, why, documents_too)
SELECT DISTINCT e.purchase, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'service', 'numbers are read otherwise', 1
FROM evidence e JOIN purchases p ON p.seq = e.purchase
WHERE p.merged_into IS NULL AND e.facts GLOB '*[^ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż]*'
  AND coalesce(e.facts ->> '$.number', e.facts ->> '$.metadata.number') GLOB '*[^ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż]*'
ON CONFLICT (purchase) DO UPDATE SET documents_too = 1;
