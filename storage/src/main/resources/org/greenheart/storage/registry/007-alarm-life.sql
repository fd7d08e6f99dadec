-- The life of an alarm after it was raised, what is asked of people about it, and the upkeep ledger.
-- Times are microseconds since 1970-01-01Z.

-- previous: the alarm of which this one is a recurrence. merged_into: the older alarm that stays in its
-- place. sounded: when it first asked for a person, by the server's clock; NULL: never. waits_since: since
-- when it asks, a shelf not counted. escalation: the highest level reached.
ALTER TABLE alarm ADD COLUMN previous BIGINT REFERENCES alarm (id);
ALTER TABLE alarm ADD COLUMN merged_into BIGINT REFERENCES alarm (id);
ALTER TABLE alarm ADD COLUMN assigned TEXT;
ALTER TABLE alarm ADD COLUMN shelved_until BIGINT;
ALTER TABLE alarm ADD COLUMN sounded BIGINT;
ALTER TABLE alarm ADD COLUMN waits_since BIGINT;
ALTER TABLE alarm ADD COLUMN escalation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX alarm_previous ON alarm (previous) WHERE previous IS NOT NULL;
CREATE INDEX alarm_shelved ON alarm (shelved_until) WHERE shelved_until IS NOT NULL;
CREATE INDEX alarm_sounded ON alarm (sounded);
UPDATE alarm SET sounded = raised, waits_since = raised WHERE late = 0;

-- Append only: every change of an alarm. other: the alarm that it was raised after or merged with.
CREATE TABLE alarm_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  alarm BIGINT NOT NULL REFERENCES alarm (id),
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  was TEXT,
  became TEXT,
  why TEXT,
  other BIGINT REFERENCES alarm (id)
);
CREATE INDEX alarm_event_alarm ON alarm_event (alarm, id);
-- Of older alarms only what is known with its time.
INSERT INTO alarm_event (alarm, at, who, what, became)
  SELECT id, raised, 'watch', 'raised', CASE late WHEN 1 THEN 'late' ELSE 'open' END FROM alarm ORDER BY id;
INSERT INTO alarm_event (alarm, at, who, what)
  SELECT id, acknowledged, acknowledged_by, 'acknowledged' FROM alarm
  WHERE acknowledged IS NOT NULL ORDER BY id;

-- One row: how alarms are handled. Each step of escalation: a severity, a level from 1, after how long
-- without acknowledgement, to whom.
CREATE TABLE alarm_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  recurrence_seconds BIGINT NOT NULL CHECK (recurrence_seconds >= 0),
  operators INTEGER NOT NULL CHECK (operators >= 1),
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE TABLE escalation_step (
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'danger')),
  level INTEGER NOT NULL CHECK (level >= 1),
  after_seconds BIGINT NOT NULL CHECK (after_seconds >= 60),
  recipient TEXT NOT NULL,
  PRIMARY KEY (severity, level)
);
INSERT INTO alarm_policy (id, recurrence_seconds, operators, author, recorded)
  VALUES (1, 86400, 1, 'greenheart', 0);
INSERT INTO escalation_step (severity, level, after_seconds, recipient) VALUES
  ('danger', 1, 900, 'shift-leader'),
  ('danger', 2, 3600, 'manager'),
  ('warning', 1, 7200, 'shift-leader');

-- What was done at a station house or facility. What a person wrote is never changed, only struck; an entry
-- made from data marks grows while the mark lasts.
CREATE TABLE upkeep (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  from_time BIGINT NOT NULL,
  to_time BIGINT,
  who TEXT NOT NULL,
  note TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('person', 'mark')),
  recorded BIGINT NOT NULL,
  struck BIGINT,
  struck_by TEXT,
  struck_why TEXT
);
CREATE INDEX upkeep_thing ON upkeep (thing, from_time);
CREATE INDEX upkeep_time ON upkeep (from_time);
