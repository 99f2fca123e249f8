-- Keys under which purchases from before meet those whose number is easily written as theirs (`mistakableKey`).
INSERT INTO purchase_keys (key, variant, purchase)
SELECT key, row_number() OVER (PARTITION BY key ORDER BY seq) - 1, seq FROM (
  SELECT seq, 'mistakable:' || seller_id || ' ' || issue_day || ' ' || (length(near_key) - length(replace(near_key, '1', ''))) || '.' || (length(near_key) - length(replace(near_key, '2', ''))) || '.' || (length(near_key) - length(replace(near_key, '3', ''))) || '.' || (length(near_key) - length(replace(near_key, '4', ''))) || '.' || (length(near_key) - length(replace(near_key, '5', ''))) || '.' || (length(near_key) - length(replace(near_key, '6', ''))) || '.' || (length(near_key) - length(replace(near_key, '7', ''))) || '.' || (length(near_key) - length(replace(near_key, '8', ''))) || '.' || (length(near_key) - length(replace(near_key, '9', ''))) AS key
  FROM purchases WHERE merged_into IS NULL);
