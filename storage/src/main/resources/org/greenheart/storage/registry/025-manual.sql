-- What people measure: reports of laboratories and values read by hand. They stand beside the automatic data and
-- are never among them. Times are microseconds since 1970-01-01Z, days are ISO dates in Beijing, numbers exact
-- decimals as text.

-- One sampling or reading at a point, as it stands now: its newest revision. withdrawn: it counts no more. official:
-- the authority has said something in it. case_file: the case that was opened for it.
CREATE TABLE manual_report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  thing BIGINT NOT NULL REFERENCES thing (id),
  kind TEXT NOT NULL CHECK (kind IN ('laboratory', 'reading')),
  number TEXT NOT NULL,
  sample TEXT NOT NULL,
  from_time BIGINT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  official INTEGER NOT NULL CHECK (official IN (0, 1)),
  case_file BIGINT REFERENCES case_file (id)
);
CREATE INDEX manual_report_thing ON manual_report (thing, from_time);
CREATE INDEX manual_report_time ON manual_report (from_time);
-- A sample of a laboratory's report stands once at a point.
CREATE UNIQUE INDEX manual_report_sample ON manual_report (thing, number, sample)
  WHERE kind = 'laboratory' AND withdrawn = 0;
CREATE UNIQUE INDEX manual_report_reading ON manual_report (thing, number, sample, from_time)
  WHERE kind = 'reading' AND withdrawn = 0;

-- Append only: a correction is a new revision with its reason, what was said before stays.
CREATE TABLE manual_revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report BIGINT NOT NULL REFERENCES manual_report (id),
  revision INTEGER NOT NULL,
  number TEXT NOT NULL,
  sample TEXT NOT NULL,
  laboratory TEXT,
  accreditation TEXT,
  from_time BIGINT NOT NULL,
  to_time BIGINT NOT NULL,
  analysed TEXT,
  sampler TEXT,
  remark TEXT,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  why TEXT,
  UNIQUE (report, revision)
);

-- value NULL: not detected, below detection_limit. converted: at reference oxygen, as the laboratory says.
CREATE TABLE manual_result (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision BIGINT NOT NULL REFERENCES manual_revision (id),
  code TEXT NOT NULL,
  value TEXT,
  unit TEXT NOT NULL,
  detection_limit TEXT,
  converted TEXT,
  method TEXT,
  instrument TEXT,
  UNIQUE (revision, code)
);

-- The report itself, photos. Append only: a file that should not be there is struck.
CREATE TABLE manual_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report BIGINT NOT NULL REFERENCES manual_report (id),
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL,
  added BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  struck BIGINT,
  struck_by TEXT,
  struck_why TEXT
);
CREATE INDEX manual_file_report ON manual_file (report, id);
