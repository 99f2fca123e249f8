-- No statement looks documents up by the purchase that is their home.
DROP INDEX evidence_home;
