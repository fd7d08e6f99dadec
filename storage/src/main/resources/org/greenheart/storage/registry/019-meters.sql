-- Meters that are asked (Modbus, DL/T 645) or listened to (MQTT), and which Datastreams are counters. Numbers are
-- exact decimals as text; times are microseconds since 1970-01-01Z by the server's clock.

-- One connection. code: names it in device ids, never changes. units: which meters answer behind it (unit ids,
-- meter addresses), with spaces between. period, timeout: milliseconds. login, secret:
-- MQTT only. layout: further words of its kind, as JSON.
CREATE TABLE meter_source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('modbus', 'dlt645', 'mqtt')),
  host TEXT NOT NULL,
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  units TEXT NOT NULL,
  period BIGINT NOT NULL CHECK (period > 0),
  timeout BIGINT NOT NULL CHECK (timeout > 0),
  login TEXT,
  secret TEXT,
  layout TEXT NOT NULL,
  changed BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

-- What is read of each meter of a source: the map. place: register, data identifier or JSON pointer.
CREATE TABLE meter_entry (
  source BIGINT NOT NULL REFERENCES meter_source (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT,
  place TEXT NOT NULL,
  area TEXT NOT NULL,
  type TEXT NOT NULL,
  word_order TEXT NOT NULL,
  scale TEXT NOT NULL,
  shift TEXT NOT NULL,
  unit TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter IN (0, 1)),
  wraps_at TEXT,
  most_per_hour TEXT,
  PRIMARY KEY (source, code)
);

-- A Datastream whose values only rise. wraps_at: the first value that it cannot show, where it begins again at
-- 0; NULL: not known. most_per_hour: more than this is not believed; NULL: anything is.
CREATE TABLE counter (
  datastream INTEGER PRIMARY KEY REFERENCES datastream (id) ON DELETE CASCADE,
  wraps_at TEXT,
  most_per_hour TEXT,
  changed BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

-- A reading of a counter that does not follow from the one before, and what a person said of it. was, became: the
-- two readings. old_last, new_first: of a replaced meter, where they are known.
CREATE TABLE counter_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  datastream INTEGER NOT NULL REFERENCES datastream (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  noticed BIGINT NOT NULL,
  verdict TEXT,
  old_last TEXT,
  new_first TEXT,
  why TEXT,
  decided BIGINT,
  decided_by TEXT,
  UNIQUE (datastream, at)
);
