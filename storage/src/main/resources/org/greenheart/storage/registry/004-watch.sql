-- Rules, alarms and cases. Times are microseconds since 1970-01-01Z. start_time and end_time are
-- the data's times; raised, changed, opened, closed and at are the server's.

-- Append only: a change of a rule is a new version, so that a judgement can name what judged it.
-- thing NULL: all points. parameters and criterion are JSON that server.watch reads.
CREATE TABLE rule (
  code TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'danger')),
  thing BIGINT REFERENCES thing (id),
  parameters TEXT NOT NULL,
  dwell_seconds BIGINT NOT NULL CHECK (dwell_seconds >= 0),
  clear_seconds BIGINT NOT NULL CHECK (clear_seconds >= 0),
  opens_case INTEGER NOT NULL CHECK (opens_case IN (0, 1)),
  criterion TEXT,
  basis TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  PRIMARY KEY (code, version)
);
CREATE INDEX rule_thing ON rule (thing);

CREATE TABLE case_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  thing BIGINT NOT NULL REFERENCES thing (id),
  rule TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  signal_code TEXT NOT NULL,
  since BIGINT NOT NULL,
  progress TEXT,
  opened BIGINT NOT NULL,
  closed BIGINT,
  FOREIGN KEY (rule, rule_version) REFERENCES rule (code, version)
);
CREATE INDEX case_file_thing ON case_file (thing);
CREATE INDEX case_file_state ON case_file (state, opened);

CREATE TABLE case_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_file BIGINT NOT NULL REFERENCES case_file (id),
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX case_event_case ON case_event (case_file, id);

-- A raised alarm is never deleted. peak and limit are exact decimals as text.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  thing BIGINT NOT NULL REFERENCES thing (id),
  signal_code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'cleared', 'withdrawn')),
  severity TEXT NOT NULL,
  start_time BIGINT NOT NULL,
  end_time BIGINT,
  peak TEXT,
  limit_value TEXT,
  unit TEXT NOT NULL,
  basis TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  raised BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  acknowledged BIGINT,
  acknowledged_by TEXT,
  case_file BIGINT REFERENCES case_file (id),
  FOREIGN KEY (rule, rule_version) REFERENCES rule (code, version)
);
-- At most one open alarm for a rule at a point.
CREATE UNIQUE INDEX alarm_open ON alarm (rule, thing, signal_code) WHERE state = 'open';
CREATE INDEX alarm_thing ON alarm (thing, start_time);
CREATE INDEX alarm_state ON alarm (state, start_time);
CREATE INDEX alarm_case ON alarm (case_file);
CREATE INDEX alarm_rule ON alarm (rule, thing, start_time);
