-- What is looked up must not take longer in a larger ledger. An invoice key is `invoice:seller day number`; without
-- its day it finds a seller's number of any day. `purchases_list` is walked instead of the rows, which are 30 times
-- as wide; all that lists are filtered by stands in it.
CREATE INDEX purchase_keys_number ON purchase_keys (substr(key, 1, instr(key, ' ')) || substr(key, instr(key, ' ') + 12))
  WHERE key >= 'invoice:' AND key < 'invoice;';
CREATE INDEX purchases_list ON purchases (seq, merged_into, status, mode, seller_id, number_key, near_key, issue_day,
  received_day, numbered_day, deadline, late_code, window_end, verdict ->> '$.lateness.yardstick');
CREATE INDEX findings_decided ON findings (purchase) WHERE open = 0;
CREATE INDEX purchases_number ON purchases (number_key);
CREATE INDEX purchases_seller_day ON purchases (seller_id, issue_day, merged_into);
DROP INDEX purchases_near;
CREATE INDEX purchases_near ON purchases (seller_id, near_key, issue_day);
