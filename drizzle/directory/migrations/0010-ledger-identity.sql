-- Which ledger is whose, and when it was looked through. Ledgers that are there now take an identity when they are
-- opened next: an empty text says that they must be there (`store/identity.ts`).
ALTER TABLE taxpayers ADD COLUMN ledger TEXT;
ALTER TABLE taxpayers ADD COLUMN checked_at TEXT;
ALTER TABLE taxpayers ADD COLUMN damage TEXT;
UPDATE taxpayers SET ledger = '';
