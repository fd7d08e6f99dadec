-- Evidence on cases, who was called upon in notes, and what of a case was made public. Times are microseconds
-- since 1970-01-01Z by the server's clock.

-- Append only: a file that should not be there is struck. item: of the case; NULL: of the whole case. media: as
-- found in its content. taken: what the photo's camera wrote, a local time as ISO text. latitude, longitude:
-- degrees as the photo says, exact decimals as text.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  item BIGINT,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL,
  note TEXT NOT NULL,
  taken TEXT,
  latitude TEXT,
  longitude TEXT,
  added BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  struck BIGINT,
  struck_by TEXT,
  struck_why TEXT
);
CREATE INDEX attachment_case ON attachment (case_file, id);

-- Somebody was called upon in a note: @name. seen: when he said that he has read it.
CREATE TABLE mention (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  person TEXT NOT NULL,
  who TEXT NOT NULL,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  seen BIGINT
);
CREATE INDEX mention_person ON mention (person, seen);

-- What the public reads of a case: the row as it was shown before it was published. Append only; at most one of
-- a case is public.
CREATE TABLE publication (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  document TEXT NOT NULL,
  published BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  withdrawn BIGINT,
  withdrawn_by TEXT,
  withdrawn_why TEXT
);
CREATE UNIQUE INDEX publication_case ON publication (case_file) WHERE withdrawn IS NULL;
