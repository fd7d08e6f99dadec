-- Where and when a version of a rule applies, and what persons say of a point. Times are
-- microseconds since 1970-01-01Z in the data's time; recorded and withdrawn are the server's.

-- scope is a word, target the id or the system type that it is over; thing repeats the target of
-- scope point as a reference. valid_from 0: all data.
ALTER TABLE rule ADD COLUMN scope TEXT NOT NULL DEFAULT 'all';
ALTER TABLE rule ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE rule ADD COLUMN schedule TEXT;
ALTER TABLE rule ADD COLUMN valid_from BIGINT NOT NULL DEFAULT 0;
UPDATE rule SET scope = 'point', target = CAST(thing AS TEXT) WHERE thing IS NOT NULL;

-- Append only but for withdrawn.
CREATE TABLE point_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  from_time BIGINT NOT NULL,
  to_time BIGINT,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  withdrawn BIGINT
);
CREATE INDEX point_mark_thing ON point_mark (thing, from_time);
