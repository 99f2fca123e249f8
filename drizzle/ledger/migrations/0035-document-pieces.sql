-- A value has 2 MB on some hosts, a scan more: what of a document is beyond its first piece lies beside it. Documents
-- of before stay as they are.
CREATE TABLE document_pieces (
  evidence INTEGER NOT NULL REFERENCES documents (evidence) DEFERRABLE INITIALLY DEFERRED,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (evidence, piece)
) STRICT, WITHOUT ROWID;
