-- Lists of several bodies that the tax supervision holds against each other, who is who in them, its rules and
-- its clues. Times are microseconds since 1970-01-01Z by the server's clock; months are texts such as 2026-03.

-- A row of a list as it was imported. key: by which it is found again within its kind. credit_code: empty where the
-- list has none. month: empty where it is about no month. document: the cells as JSON of texts, exact.
CREATE TABLE tax_record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  name TEXT NOT NULL,
  month TEXT NOT NULL,
  document TEXT NOT NULL,
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  UNIQUE (kind, key)
);
CREATE INDEX tax_record_month ON tax_record (month);

-- What a person said about a name that came without a credit code. credit_code: empty: it is nobody's.
CREATE TABLE tax_match (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  credit_code TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided BIGINT NOT NULL
);

-- How the heads of a source's files are to be read: JSON from head to column; an empty column is left out.
CREATE TABLE tax_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (source, kind)
);

-- Append only: the newest version holds; a rule without one is as shipped. trial: a dry run of these settings,
-- which changes nothing and lets the rule be switched on.
CREATE TABLE tax_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  version INTEGER NOT NULL,
  tolerance TEXT NOT NULL,
  least_yuan TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  trial INTEGER NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  UNIQUE (rule, version)
);

-- One clue: the same rule, firm, month, outlet and subject, however often the rules are run. declared, recomputed:
-- exact decimals; NULL: not known. changed: when its sums last became others. gone: a run no longer found it.
-- verdict: open, confirmed, explained, false, data-error.
CREATE TABLE tax_clue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  month TEXT NOT NULL,
  outlet TEXT NOT NULL,
  subject TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  name TEXT NOT NULL,
  declared TEXT,
  recomputed TEXT,
  unit TEXT NOT NULL,
  certainty TEXT NOT NULL,
  records TEXT NOT NULL,
  steps TEXT NOT NULL,
  found BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  gone BIGINT,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT,
  decided BIGINT,
  case_file BIGINT REFERENCES case_file (id),
  UNIQUE (rule, credit_code, month, outlet, subject)
);
CREATE INDEX tax_clue_rule ON tax_clue (rule, verdict);
