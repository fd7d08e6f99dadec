-- Devices and the SensorThings entities.
-- Times are microseconds since 1970-01-01Z; JSON is kept as text; interval and period words are
-- those of the SensorThings properties. Names in Java are given where they differ.

CREATE TABLE thing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  protocol TEXT,
  device_id TEXT,
  system_type TEXT,
  properties TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX thing_device ON thing (device_id, protocol);

CREATE TABLE device (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  protocol TEXT NOT NULL,
  device_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected')),
  thing BIGINT REFERENCES thing (id),
  system_type TEXT,
  password TEXT,
  crc_policy TEXT NOT NULL,
  answer_policy TEXT NOT NULL,
  password_policy TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  UNIQUE (protocol, device_id)
);
CREATE INDEX device_thing ON device (thing);
CREATE INDEX device_status ON device (status);

-- When a device was last heard and from where: written now and then, never for each frame.
CREATE TABLE device_contact (
  device BIGINT PRIMARY KEY REFERENCES device (number) ON DELETE CASCADE,
  heard BIGINT NOT NULL,
  address TEXT NOT NULL
);

CREATE TABLE location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  encoding_type TEXT NOT NULL,
  location TEXT NOT NULL,
  longitude DOUBLE PRECISION,
  latitude DOUBLE PRECISION,
  properties TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE thing_location (
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  location BIGINT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  PRIMARY KEY (thing, location)
);
CREATE INDEX thing_location_location ON thing_location (location);

CREATE TABLE historical_location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  time BIGINT NOT NULL
);
CREATE INDEX historical_location_thing ON historical_location (thing, time);

CREATE TABLE historical_location_location (
  historical_location BIGINT NOT NULL REFERENCES historical_location (id) ON DELETE CASCADE,
  location BIGINT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  PRIMARY KEY (historical_location, location)
);
CREATE INDEX historical_location_location_location ON historical_location_location (location);

-- source: what made it, so that it is made once: 'device:12', 'computed'; NULL when a person did.
CREATE TABLE sensor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  encoding_type TEXT NOT NULL,
  metadata TEXT NOT NULL,
  source TEXT UNIQUE,
  properties TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE observed_property (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  description TEXT NOT NULL,
  code TEXT,
  properties TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX observed_property_code ON observed_property (code);

-- AUTOINCREMENT: the number of a deleted datastream is never given again, its rows are found by it.
-- own_period is part of what a datastream is (2111 beside 2051); period is what holds now.
CREATE TABLE datastream (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 4294967295),
  thing BIGINT NOT NULL REFERENCES thing (id),
  sensor BIGINT NOT NULL REFERENCES sensor (id),
  observed_property BIGINT NOT NULL REFERENCES observed_property (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  observation_type TEXT NOT NULL,
  unit_name TEXT,
  unit_symbol TEXT,
  unit_definition TEXT,
  code TEXT NOT NULL,
  interval TEXT NOT NULL CHECK (interval IN ('realtime', 'minute', 'hour', 'day')),
  own_period TEXT,
  period TEXT,
  device_id TEXT,
  system_type TEXT,
  sent_code TEXT,
  computed INTEGER NOT NULL DEFAULT 0 CHECK (computed IN (0, 1)),
  properties TEXT NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX datastream_identity
  ON datastream (thing, code, interval, COALESCE(own_period, ''), computed) WHERE code <> '';
CREATE INDEX datastream_thing ON datastream (thing);
CREATE INDEX datastream_device ON datastream (device_id, code, interval);
CREATE INDEX datastream_code ON datastream (code, interval);
CREATE INDEX datastream_sensor ON datastream (sensor);
CREATE INDEX datastream_observed_property ON datastream (observed_property);

CREATE TABLE feature_of_interest (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  encoding_type TEXT NOT NULL,
  feature TEXT,
  properties TEXT NOT NULL DEFAULT '{}'
);

-- The feature that a thing's observations are of, from a time on.
CREATE TABLE thing_feature (
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  from_time BIGINT NOT NULL,
  feature BIGINT NOT NULL REFERENCES feature_of_interest (id),
  PRIMARY KEY (thing, from_time)
);
CREATE INDEX thing_feature_feature ON thing_feature (feature);

-- The minute period of a point is a setting with a date. source: person, command, learned.
CREATE TABLE minute_period (
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  from_time BIGINT NOT NULL,
  period TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('person', 'command', 'learned')),
  PRIMARY KEY (thing, from_time)
);

-- How far a reader of the feed has come: the number of the last arrival that it has done with.
CREATE TABLE position (
  reader TEXT PRIMARY KEY,
  arrival BIGINT NOT NULL,
  moved BIGINT NOT NULL
);
