-- Counted again and again for who watches over the service.
CREATE INDEX findings_review ON findings (severity, purchase) WHERE open = 1 AND severity = 'review';
