-- Rows that were stored before rows were folded are folded by a job, some at once (`store/fold-rows.ts`).
INSERT INTO jobs (kind, subject, due_ms, attempts)
SELECT 'folding', 'purchases 0', 0, 0 WHERE EXISTS (SELECT 1 FROM purchases) ON CONFLICT DO NOTHING;
