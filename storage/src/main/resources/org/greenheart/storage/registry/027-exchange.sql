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

-- What a company says of itself and of its method in the footprints that it gives to other systems. company_ids,
-- standards, assessments: words or URNs with spaces between. exempted: percent.
CREATE TABLE pact_profile (
  enterprise BIGINT PRIMARY KEY REFERENCES enterprise (id),
  company_name TEXT NOT NULL,
  company_ids TEXT NOT NULL,
  contact TEXT NOT NULL,
  standards TEXT NOT NULL,
  assessments TEXT NOT NULL,
  country TEXT NOT NULL,
  exempted TEXT NOT NULL,
  exempted_why TEXT NOT NULL
);

-- Where the system of an enterprise takes events of PACT, and by what it is let in. secret: sealed.
CREATE TABLE pact_host (
  enterprise BIGINT PRIMARY KEY REFERENCES enterprise (id),
  base TEXT NOT NULL,
  token_url TEXT NOT NULL,
  client TEXT NOT NULL,
  secret TEXT NOT NULL
);

-- Requests for footprints that were taken in and are not all answered. event: the id that the asker gave it.
CREATE TABLE pact_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,
  asker BIGINT NOT NULL REFERENCES enterprise (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'fulfilled', 'rejected')),
  UNIQUE (asker, event, product)
);
CREATE INDEX pact_request_open ON pact_request (product) WHERE state = 'open';

-- Events on their way to the system of recipient. next: when it is tried; NULL once it is sent or given up.
CREATE TABLE pact_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender BIGINT NOT NULL REFERENCES enterprise (id),
  recipient BIGINT NOT NULL REFERENCES enterprise (id),
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  made BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  next BIGINT,
  sent BIGINT,
  failure TEXT NOT NULL
);
CREATE INDEX pact_message_next ON pact_message (next) WHERE next IS NOT NULL;
CREATE INDEX pact_message_sender ON pact_message (sender);
CREATE INDEX pact_message_recipient ON pact_message (recipient);
