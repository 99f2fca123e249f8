-- What few purchases are is found by indexes of those few, and the open findings of a month are counted as they come and go.
ALTER TABLE purchases ADD COLUMN amounts_unknown INTEGER NOT NULL DEFAULT 0;
UPDATE purchases SET amounts_unknown = 1 WHERE seq IN (SELECT purchase FROM register_rows WHERE complete = 0);
DROP INDEX purchases_list;
CREATE INDEX purchases_list ON purchases (seq, merged_into, status, mode, seller_id, number_key, near_key, issue_day,
  received_day, numbered_day, deadline, window_end);
CREATE INDEX purchases_status ON purchases (status, seq) WHERE status <> 'ksef-only' AND merged_into IS NULL;
CREATE INDEX purchases_mode ON purchases (mode, seq) WHERE mode <> 'online' AND merged_into IS NULL;
CREATE INDEX purchases_deadline ON purchases (seq, deadline, numbered_day, late_code)
  WHERE deadline IS NOT NULL AND merged_into IS NULL;
CREATE INDEX purchases_sent_late ON purchases (seq, numbered_day) WHERE yardstick IS NOT NULL AND merged_into IS NULL;
CREATE INDEX purchases_unsettled ON purchases (seq, received_day, numbered_day)
  WHERE unsettled = 1 AND merged_into IS NULL;
CREATE INDEX purchases_amounts_unknown ON purchases (window_end, seq)
  WHERE amounts_unknown = 1 AND merged_into IS NULL;

CREATE TABLE month_findings (
  month TEXT NOT NULL,
  since TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (month, since, code, severity)
) STRICT, WITHOUT ROWID;
INSERT INTO month_findings (month, since, code, severity, count)
SELECT r.month, r.since, f.code, f.severity, count(*)
FROM findings f JOIN register_rows r ON r.purchase = f.purchase WHERE f.open = 1 GROUP BY 1, 2, 3, 4;
CREATE TRIGGER month_findings_opened AFTER INSERT ON findings WHEN NEW.open = 1 BEGIN INSERT INTO month_findings (month, since, code, severity, count) SELECT month, since, NEW.code, NEW.severity, 1 FROM register_rows WHERE purchase = NEW.purchase ON CONFLICT DO UPDATE SET count = count + 1; END;
CREATE TRIGGER month_findings_closed AFTER DELETE ON findings WHEN OLD.open = 1 BEGIN UPDATE month_findings SET count = count - 1 WHERE code = OLD.code AND severity = OLD.severity AND (month, since) IN (SELECT month, since FROM register_rows WHERE purchase = OLD.purchase); END;
CREATE TRIGGER month_findings_entered AFTER INSERT ON register_rows BEGIN INSERT INTO month_findings (month, since, code, severity, count) SELECT NEW.month, NEW.since, code, severity, 1 FROM findings WHERE purchase = NEW.purchase AND open = 1 ON CONFLICT DO UPDATE SET count = count + 1; END;
CREATE TRIGGER month_findings_left AFTER DELETE ON register_rows BEGIN UPDATE month_findings SET count = count - (SELECT count(*) FROM findings WHERE purchase = OLD.purchase AND open = 1 AND code = month_findings.code AND severity = month_findings.severity) WHERE month = OLD.month AND since = OLD.since AND code IN (SELECT code FROM findings WHERE purchase = OLD.purchase AND open = 1); END;
