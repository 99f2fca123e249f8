-- The mailbox in which mails are looked for, with its sealed password, and how far the looks into it came.
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  password TEXT NOT NULL,
  progress TEXT NOT NULL
) STRICT;
