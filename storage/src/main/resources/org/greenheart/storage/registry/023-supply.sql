-- Buyers and suppliers: who trades with whom, what is offered, asked, ordered, shipped, received, held and
-- foreseen; lots and what they were made of; footprints; EPCIS events. Quantities are exact decimals as text,
-- times microseconds since 1970-01-01Z, days ISO dates. version: counts the changes, so that two people cannot
-- overwrite each other.

-- proposed_by: the one of the two that asked; the other one accepts.
CREATE TABLE supply_partner (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  buyer BIGINT NOT NULL REFERENCES enterprise (id),
  supplier BIGINT NOT NULL REFERENCES enterprise (id),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'ended')),
  proposed_by BIGINT NOT NULL,
  shares_stock INTEGER NOT NULL CHECK (shares_stock IN (0, 1)),
  version INTEGER NOT NULL,
  UNIQUE (buyer, supplier),
  CHECK (buyer <> supplier)
);
CREATE INDEX supply_partner_supplier ON supply_partner (supplier);

-- offered 1: in the catalogue that partners see.
CREATE TABLE supply_product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  gtin TEXT UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT,
  unit TEXT NOT NULL,
  offered INTEGER NOT NULL CHECK (offered IN (0, 1)),
  version INTEGER NOT NULL,
  UNIQUE (owner, code)
);

-- What a buyer asks for and a supplier agrees to; orders draw on what was agreed.
CREATE TABLE supply_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partner BIGINT NOT NULL REFERENCES supply_partner (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn')),
  asked TEXT NOT NULL,
  agreed TEXT,
  needed_by TEXT NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX supply_request_partner ON supply_request (partner);

-- reference: the number that the buyer's own system has for it. warned: words of warnings that were told, with spaces between.
CREATE TABLE supply_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request BIGINT NOT NULL REFERENCES supply_request (id),
  state TEXT NOT NULL CHECK (state IN
    ('ordered', 'confirmed', 'part-delivered', 'delivered', 'closed', 'refused', 'cancelled')),
  quantity TEXT NOT NULL,
  needed_by TEXT NOT NULL,
  confirmed TEXT,
  promised TEXT,
  made BIGINT NOT NULL,
  reference TEXT,
  warned TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (request, reference)
);
CREATE INDEX supply_order_request ON supply_order (request);
CREATE INDEX supply_order_open ON supply_order (state) WHERE state IN ('ordered', 'confirmed', 'part-delivered');

-- shipped and counted: the two figures. proposed, proposed_by: how a dispute might end. settled: what counts.
CREATE TABLE supply_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trade_order BIGINT NOT NULL REFERENCES supply_order (id),
  state TEXT NOT NULL CHECK (state IN ('shipped', 'received', 'disputed', 'settled')),
  shipped TEXT NOT NULL,
  shipped_at BIGINT NOT NULL,
  expected TEXT NOT NULL,
  counted TEXT,
  quality TEXT CHECK (quality IN ('passed', 'conditional', 'failed')),
  quality_note TEXT NOT NULL,
  proposed TEXT,
  proposed_by BIGINT,
  settled TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX supply_delivery_order ON supply_delivery (trade_order);

-- code: a GS1 key (GTIN and lot) or a Handle-style code; whoever knows it sees what the owner shows of it.
-- shown: words with spaces between.
CREATE TABLE supply_lot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  product BIGINT NOT NULL REFERENCES supply_product (id),
  code TEXT NOT NULL UNIQUE,
  quantity TEXT NOT NULL,
  made_from TEXT NOT NULL,
  made_to TEXT NOT NULL,
  shown TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX supply_lot_product ON supply_lot (product);

CREATE TABLE supply_lot_input (
  lot BIGINT NOT NULL REFERENCES supply_lot (id),
  input BIGINT NOT NULL REFERENCES supply_lot (id),
  quantity TEXT NOT NULL,
  PRIMARY KEY (lot, input),
  CHECK (lot <> input)
) WITHOUT ROWID;
CREATE INDEX supply_lot_input_input ON supply_lot_input (input);

CREATE TABLE supply_delivery_lot (
  delivery BIGINT NOT NULL REFERENCES supply_delivery (id),
  lot BIGINT NOT NULL REFERENCES supply_lot (id),
  quantity TEXT NOT NULL,
  PRIMARY KEY (delivery, lot)
) WITHOUT ROWID;
CREATE INDEX supply_delivery_lot_lot ON supply_delivery_lot (lot);

CREATE TABLE supply_stock (
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  quantity TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (enterprise, product)
) WITHOUT ROWID;

-- month: such as 2026-11.
CREATE TABLE supply_forecast (
  partner BIGINT NOT NULL REFERENCES supply_partner (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  month TEXT NOT NULL,
  quantity TEXT NOT NULL,
  PRIMARY KEY (partner, product, month)
) WITHOUT ROWID;

-- subject: partner, request, order or delivery. enterprise: the side that acted; 0 for the clock.
CREATE TABLE supply_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  enterprise BIGINT NOT NULL,
  what TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX supply_event_subject ON supply_event (subject, subject_id);

-- A product carbon footprint, of a lot or of a product as a whole; kept as it was said, never edited: a new one
-- deprecates the one before. body: the footprint as PACT's data model has it. partner: NULL for one's own,
-- else whose footprint was received.
CREATE TABLE footprint (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  lot BIGINT REFERENCES supply_lot (id),
  kilograms TEXT NOT NULL,
  primary_share TEXT,
  boundary TEXT NOT NULL,
  method TEXT NOT NULL,
  period_from BIGINT NOT NULL,
  period_to BIGINT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('declared', 'metered', 'summed')),
  working TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'deprecated')),
  preceding TEXT,
  made BIGINT NOT NULL
);
CREATE INDEX footprint_lot ON footprint (lot) WHERE lot IS NOT NULL;
CREATE INDEX footprint_product ON footprint (product);

-- EPCIS 2.0. json: the event as it was captured. owner: who captured it.
CREATE TABLE epcis_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  capture TEXT NOT NULL,
  type TEXT NOT NULL,
  time BIGINT NOT NULL,
  recorded BIGINT NOT NULL,
  action TEXT,
  biz_step TEXT,
  disposition TEXT,
  read_point TEXT,
  biz_location TEXT,
  json TEXT NOT NULL,
  UNIQUE (owner, event_id)
);
CREATE INDEX epcis_event_time ON epcis_event (time);
CREATE INDEX epcis_event_capture ON epcis_event (capture);

-- role: epc, parent, input, output, class. Lists of classes stand with the quantity's class.
CREATE TABLE epcis_event_key (
  event BIGINT NOT NULL REFERENCES epcis_event (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (event, role, key)
) WITHOUT ROWID;
CREATE INDEX epcis_event_key_key ON epcis_event_key (key);

-- The operator's bell tells of deliveries that come late or short.
UPDATE notice_rule SET kinds = kinds || ' supply-warning'
  WHERE recipient IN (SELECT id FROM notice_recipient WHERE code = 'operator' AND account = 0)
    AND kinds = 'alarm-raised alarm-escalated case-deadline';
