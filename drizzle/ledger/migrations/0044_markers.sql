-- What marks the rows of a purchase until its number is known. Of what is stored already a job reads it, some at once
-- (`store/mark-rows.ts`).
ALTER TABLE purchases ADD COLUMN marker TEXT;
CREATE INDEX purchases_marker ON purchases (marker, seq, received_day, numbered_day)
  WHERE marker <> 'none' AND merged_into IS NULL;
INSERT INTO jobs (kind, subject, due_ms, attempts)
SELECT 'marking', 'numberless 0', 0, 0 WHERE EXISTS (SELECT 1 FROM purchases) ON CONFLICT DO NOTHING;
