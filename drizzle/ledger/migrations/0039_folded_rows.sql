-- JSON is folded from now on: what rows have in common is stored once. What statements ask of it has columns of its own.
CREATE TABLE shapes (
  seq INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
ALTER TABLE purchases ADD COLUMN kind TEXT;
ALTER TABLE purchases ADD COLUMN net INTEGER;
ALTER TABLE purchases ADD COLUMN yardstick TEXT;
ALTER TABLE purchases ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE purchases ADD COLUMN number_duty TEXT;
DROP INDEX purchases_list;
UPDATE purchases SET
  kind = identity ->> '$.kind',
  net = identity ->> '$.netGrosze',
  yardstick = verdict ->> '$.lateness.yardstick',
  unsettled = verdict ->> '$.marker.unsettled' = 1 AND verdict ->> '$.marker.noRow' IS NULL,
  number_duty = verdict ->> '$.marker.whenNumberComes';
CREATE INDEX purchases_list ON purchases (seq, merged_into, status, mode, seller_id, number_key, near_key, issue_day,
  received_day, numbered_day, deadline, late_code, window_end, yardstick, unsettled);
