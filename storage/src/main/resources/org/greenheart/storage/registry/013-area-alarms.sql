-- An alarm is about a point or about an area. Times are microseconds since 1970-01-01Z.

ALTER TABLE alarm ALTER COLUMN thing DROP NOT NULL;
ALTER TABLE alarm ADD COLUMN area BIGINT REFERENCES area (id);
ALTER TABLE alarm ADD CONSTRAINT alarm_place CHECK ((thing IS NULL) <> (area IS NULL));
-- The word of the warning level that an alarm has reached, where its rule knows levels.
ALTER TABLE alarm ADD COLUMN level TEXT;
-- At most one open alarm for a rule in an area: alarm_open does not hold for them, since no NULL equals another.
CREATE UNIQUE INDEX alarm_open_area ON alarm (rule, area, signal_code) WHERE state = 'open' AND area IS NOT NULL;
CREATE INDEX alarm_area ON alarm (area, start_time) WHERE area IS NOT NULL;

-- What an alarm of an area rests on: its stations, and what was judged at each. value is an exact decimal as
-- text; note says more in a word, such as the primary pollutant.
CREATE TABLE alarm_station (
  alarm BIGINT NOT NULL REFERENCES alarm (id),
  thing BIGINT NOT NULL REFERENCES thing (id),
  value TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (alarm, thing)
);
CREATE INDEX alarm_station_thing ON alarm_station (thing);

-- What an area is to reach in a year. Append only: of several of one item the one recorded last holds.
CREATE TABLE air_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  area BIGINT NOT NULL REFERENCES area (id),
  year INTEGER NOT NULL,
  item TEXT NOT NULL,
  target TEXT NOT NULL,
  basis TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX air_target_area ON air_target (area, year);
