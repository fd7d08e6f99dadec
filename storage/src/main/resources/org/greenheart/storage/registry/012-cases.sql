-- Cases of every kind: complaints, inspections, suggestions, plans and projects beside what alarms open.
-- Times are microseconds since 1970-01-01Z; days are ISO dates in Beijing.

-- case_file is made anew since it may now be without a point. What points at it points at the same rows again
-- at the end: until then the checks wait.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE case_file_before AS SELECT * FROM case_file;
DROP TABLE case_file;

-- A time of inspection during which complaints are taken; opens and closes are those of its hotline.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  hotline TEXT NOT NULL,
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  mail_box TEXT NOT NULL,
  scope TEXT NOT NULL
);

-- version: counts the changes, so that who changes it says which one he saw. ledger: a plan or programme,
-- which stands beside the cases. origin: its number where it came from. told: 0 nothing, 1 warned, 2 overdue, 3 escalated, of this stage.
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  stage TEXT NOT NULL,
  version BIGINT NOT NULL,
  ledger INTEGER NOT NULL CHECK (ledger IN (0, 1)),
  thing BIGINT REFERENCES thing (id),
  rule TEXT,
  rule_version INTEGER,
  signal_code TEXT,
  since BIGINT,
  progress TEXT,
  source TEXT NOT NULL,
  description TEXT NOT NULL,
  fields TEXT NOT NULL,
  area BIGINT REFERENCES area (id),
  enterprise BIGINT REFERENCES enterprise (id),
  campaign BIGINT REFERENCES campaign (id),
  parent BIGINT REFERENCES case_file (id),
  merged_into BIGINT REFERENCES case_file (id),
  lead TEXT,
  body TEXT,
  finding TEXT,
  origin TEXT,
  opened BIGINT NOT NULL,
  closed BIGINT,
  stage_since BIGINT NOT NULL,
  stage_due BIGINT,
  due BIGINT,
  paused BIGINT,
  told INTEGER NOT NULL,
  extensions INTEGER NOT NULL,
  asked_by TEXT,
  asked_why TEXT,
  FOREIGN KEY (rule, rule_version) REFERENCES rule (code, version)
);
INSERT INTO case_file (id, number, kind, title, state, stage, version, ledger, thing, rule, rule_version,
    signal_code, since, progress, source, description, fields, opened, closed, stage_since, told, extensions)
  SELECT id, number, kind, title, state, CASE state WHEN 'open' THEN 'accepted' ELSE 'closed' END, 1, 0,
    thing, rule, rule_version, signal_code, since, progress, 'alarm', '', '{}', opened, closed,
    COALESCE(closed, opened), 0, 0
  FROM case_file_before ORDER BY id;
DROP TABLE case_file_before;
CREATE INDEX case_file_thing ON case_file (thing);
CREATE INDEX case_file_state ON case_file (state, opened);
CREATE INDEX case_file_kind ON case_file (kind, state);
CREATE UNIQUE INDEX case_file_origin ON case_file (kind, origin) WHERE origin IS NOT NULL;
CREATE INDEX case_file_parent ON case_file (parent) WHERE parent IS NOT NULL;
CREATE INDEX case_file_campaign ON case_file (campaign) WHERE campaign IS NOT NULL;

-- Append only. details: what a step brought, as JSON.
ALTER TABLE case_event ADD COLUMN details TEXT;

-- Append only: a change of a kind is a new version.
CREATE TABLE case_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  document TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  UNIQUE (code, version)
);

-- One matter, many handlers: what each of them has to do.
CREATE TABLE case_piece (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  no TEXT NOT NULL,
  unit TEXT NOT NULL,
  leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
  task TEXT NOT NULL,
  due BIGINT,
  given BIGINT NOT NULL,
  answer TEXT,
  answered BIGINT,
  answered_by TEXT,
  version BIGINT NOT NULL,
  UNIQUE (case_file, no)
);
CREATE INDEX case_piece_unit ON case_piece (unit);

-- Items of a case, a plan or a programme; they form a tree. money, year_money and share are exact decimals
-- as text; those of an item with parts, and parts, are what was declared of them. linked: the case opened for it.
CREATE TABLE case_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  parent BIGINT REFERENCES case_item (id),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  standard TEXT NOT NULL,
  due TEXT,
  progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
  parts INTEGER,
  money TEXT,
  year_money TEXT,
  share TEXT,
  stage TEXT NOT NULL,
  evidence TEXT NOT NULL,
  answer TEXT,
  done BIGINT,
  done_by TEXT,
  linked BIGINT REFERENCES case_file (id),
  version BIGINT NOT NULL,
  UNIQUE (case_file, code)
);
CREATE INDEX case_item_parent ON case_item (parent);

-- What comes so many days after the closing: whether it lasted.
CREATE TABLE look_back (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  day INTEGER NOT NULL CHECK (day >= 1),
  closed BIGINT NOT NULL,
  due BIGINT NOT NULL,
  checked BIGINT,
  outcome TEXT,
  who TEXT,
  details TEXT,
  UNIQUE (case_file, day, closed)
);
CREATE INDEX look_back_due ON look_back (due) WHERE checked IS NULL;

-- Days off and days worked that the holiday table of the program does not have.
CREATE TABLE calendar_day (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL UNIQUE,
  works INTEGER NOT NULL CHECK (works IN (0, 1)),
  name TEXT NOT NULL
);

-- Who complained, sealed: only who has the key file can read it. Every look is written down.
CREATE TABLE complainant (
  case_file BIGINT PRIMARY KEY REFERENCES case_file (id),
  sealed BLOB NOT NULL
);
CREATE TABLE complainant_look (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
);
-- By which a complainant follows the case: a salted hash.
CREATE TABLE complaint_pin (
  case_file BIGINT PRIMARY KEY REFERENCES case_file (id),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL
);
