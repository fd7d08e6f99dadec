-- What is exchanged with other systems: captures of EPCIS events, who sees those that trade wrote, destinations of
-- those captured before. Times are microseconds since 1970-01-01Z.

-- A capture that was taken, also one of which every event was known before. events: so many it had. kept: so many
-- of them were new.
CREATE TABLE epcis_capture (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  at BIGINT NOT NULL,
  events INTEGER NOT NULL,
  kept INTEGER NOT NULL
);
CREATE INDEX epcis_capture_owner ON epcis_capture (owner);

INSERT INTO epcis_capture (uuid, owner, at, events, kept)
  SELECT capture, owner, MIN(recorded), COUNT(*), COUNT(*) FROM epcis_event GROUP BY capture, owner ORDER BY MIN(id);

-- The other side of the step of trade that wrote an event.
CREATE TABLE epcis_event_party (
  event BIGINT NOT NULL REFERENCES epcis_event (id) ON DELETE CASCADE,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  PRIMARY KEY (event, enterprise)
) WITHOUT ROWID;
CREATE INDEX epcis_event_party_enterprise ON epcis_event_party (enterprise);

INSERT OR IGNORE INTO epcis_event_key (event, role, key)
  SELECT e.id, 'destination', json_extract(d.value, '$.destination')
  FROM epcis_event e, json_each(e.json, '$.destinationList') d
  WHERE json_extract(d.value, '$.destination') IS NOT NULL;

-- How far events were written of what trade did. what: steps (id of supply_event) or lots (id of supply_lot).
CREATE TABLE epcis_followed (
  what TEXT PRIMARY KEY,
  id BIGINT NOT NULL
) WITHOUT ROWID;
