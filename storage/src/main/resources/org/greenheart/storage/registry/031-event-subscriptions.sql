-- Named queries of EPCIS events, and who is sent what they find. Times are microseconds since 1970-01-01Z.

-- query: its parameters as JSON, as they were given.
CREATE TABLE epcis_query (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  made BIGINT NOT NULL,
  UNIQUE (owner, name)
);

-- token: what reports are signed with, sealed; NULL for none. schedule: as JSON; NULL reports at once. since: what was
-- recorded before is not told. batch: at most so many events in one report. seen_event, seen_step: what is up to these
-- (ids of epcis_event and supply_event) has been told. ran: when it was looked last. due: when a schedule looks next.
-- report: when the report that is on its way was made, NULL for none; report_event, report_step: what it reaches up
-- to, NULL where more is to follow. attempts, next, failure: of that report. told: when one was taken last.
CREATE TABLE epcis_subscription (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  query BIGINT NOT NULL REFERENCES epcis_query (id) ON DELETE CASCADE,
  dest TEXT NOT NULL,
  token TEXT,
  schedule TEXT,
  report_empty INTEGER NOT NULL CHECK (report_empty IN (0, 1)),
  since BIGINT NOT NULL,
  made BIGINT NOT NULL,
  batch INTEGER NOT NULL,
  seen_event BIGINT NOT NULL,
  seen_step BIGINT NOT NULL,
  ran BIGINT,
  due BIGINT,
  report BIGINT,
  report_event BIGINT,
  report_step BIGINT,
  attempts INTEGER NOT NULL,
  next BIGINT,
  failure TEXT NOT NULL,
  told BIGINT
);
CREATE INDEX epcis_subscription_query ON epcis_subscription (query);

-- What was reported or is on its way: nothing is told twice, though a lot that is shipped shows older events.
CREATE TABLE epcis_subscription_event (
  subscription BIGINT NOT NULL REFERENCES epcis_subscription (id) ON DELETE CASCADE,
  event BIGINT NOT NULL REFERENCES epcis_event (id) ON DELETE CASCADE,
  told INTEGER NOT NULL CHECK (told IN (0, 1)),
  PRIMARY KEY (subscription, event)
) WITHOUT ROWID;
CREATE INDEX epcis_subscription_event_event ON epcis_subscription_event (event);
CREATE INDEX epcis_subscription_event_new ON epcis_subscription_event (subscription) WHERE told = 0;
