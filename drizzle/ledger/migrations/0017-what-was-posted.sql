-- `documents_until`: the newest document that the purchase had when it was posted; null where nobody wrote it down.
ALTER TABLE postings ADD COLUMN documents_until INTEGER;
