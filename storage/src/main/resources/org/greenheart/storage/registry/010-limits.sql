-- Limits that the operator adds or corrects, shipped limits that he switches, standards that he applies, and
-- what judged each alarm. All append only. Days are days of the data, both included, as ISO text; NULL: open.
-- recorded: microseconds since 1970-01-01Z by the server's clock.

-- outlet: of level permit only. value: exact decimal, 6-9 for a range. enabled 0: withdraws on its days.
CREATE TABLE operator_limit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'correction')),
  level TEXT NOT NULL CHECK (level IN ('permit', 'local', 'national')),
  outlet BIGINT REFERENCES outlet (id),
  standard TEXT NOT NULL,
  medium TEXT NOT NULL,
  point TEXT NOT NULL,
  grade TEXT NOT NULL,
  facility TEXT NOT NULL,
  fuel TEXT NOT NULL,
  region TEXT NOT NULL,
  item_condition TEXT NOT NULL,
  item TEXT NOT NULL,
  code TEXT NOT NULL,
  operator TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  averaging TEXT NOT NULL,
  reference_oxygen TEXT,
  valid_from TEXT,
  valid_to TEXT,
  document TEXT NOT NULL,
  clause TEXT NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  source TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  CHECK ((outlet IS NULL) = (level <> 'permit'))
);
CREATE INDEX operator_limit_outlet ON operator_limit (outlet) WHERE outlet IS NOT NULL;

-- limit_ref names a shipped limit by its content, so that another release with another value is not meant.
CREATE TABLE limit_switch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  limit_ref TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX limit_switch_ref ON limit_switch (limit_ref, id);

-- Which standard applies where. target: the id of outlet, enterprise or area, the beginning of an industry
-- code, empty for all. Of several for one target, standard and beginning the one recorded last counts;
-- applies 0 ends it. merged 1: streams with different limits leave there together.
CREATE TABLE standard_use (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope TEXT NOT NULL CHECK (scope IN ('outlet', 'enterprise', 'area', 'industry', 'all')),
  target TEXT NOT NULL,
  medium TEXT NOT NULL CHECK (medium IN ('air', 'water')),
  standard TEXT NOT NULL,
  point TEXT NOT NULL,
  grade TEXT NOT NULL,
  facility TEXT NOT NULL,
  fuel TEXT NOT NULL,
  region TEXT NOT NULL,
  item_condition TEXT NOT NULL,
  built TEXT,
  merged INTEGER NOT NULL CHECK (merged IN (0, 1)),
  valid_from TEXT,
  valid_to TEXT,
  applies INTEGER NOT NULL CHECK (applies IN (0, 1)),
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded BIGINT NOT NULL
);

-- What an alarm was judged by, and how it was chosen, as JSON that server.limits writes.
CREATE TABLE alarm_limit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  alarm BIGINT NOT NULL REFERENCES alarm (id),
  limit_ref TEXT NOT NULL,
  choice TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX alarm_limit_alarm ON alarm_limit (alarm, id);
