-- The place side: who stands behind a point, where it is, and what its permit allows.
-- Dates are ISO text (2026-01-01), both ends of a term included; amounts are exact decimals as text.

CREATE TABLE area (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT,
  level TEXT NOT NULL CHECK (level IN ('city', 'county', 'street', 'grid')),
  parent BIGINT REFERENCES area (id)
);
CREATE INDEX area_parent ON area (parent);

CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  credit_code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT,
  industry TEXT NOT NULL,
  area BIGINT REFERENCES area (id),
  address TEXT
);
CREATE INDEX enterprise_area ON enterprise (area);

CREATE TABLE outlet (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  medium TEXT NOT NULL CHECK (medium IN ('air', 'water')),
  UNIQUE (enterprise, code)
);

CREATE TABLE permit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  number TEXT NOT NULL UNIQUE
);
CREATE INDEX permit_enterprise ON permit (enterprise);

-- Append only. Of several terms with one beginning the one recorded last holds.
CREATE TABLE permit_term (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  permit BIGINT NOT NULL REFERENCES permit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX permit_term_permit ON permit_term (permit, valid_from);

-- Append only. For an outlet and code the row with the latest beginning holds; of several with one
-- beginning the one recorded last. A row without any amount ends the limit.
CREATE TABLE permit_limit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  permit BIGINT NOT NULL REFERENCES permit (id),
  outlet BIGINT NOT NULL REFERENCES outlet (id),
  code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  averaging TEXT NOT NULL,
  unit TEXT NOT NULL,
  minimum TEXT,
  maximum TEXT,
  kilograms_per_hour TEXT,
  tonnes_per_year TEXT,
  recorded BIGINT NOT NULL
);
CREATE INDEX permit_limit_outlet ON permit_limit (outlet, code, valid_from);
CREATE INDEX permit_limit_permit ON permit_limit (permit);

CREATE TABLE facility (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  medium TEXT NOT NULL CHECK (medium IN ('air', 'water')),
  process TEXT,
  UNIQUE (enterprise, code)
);

-- The point before and the point after a treatment facility.
CREATE TABLE pair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  facility BIGINT NOT NULL REFERENCES facility (id),
  inlet BIGINT NOT NULL REFERENCES thing (id),
  outlet BIGINT NOT NULL REFERENCES thing (id),
  minimum_efficiency TEXT,
  UNIQUE (facility, inlet, outlet),
  CHECK (inlet <> outlet)
);
CREATE INDEX pair_inlet ON pair (inlet);
CREATE INDEX pair_outlet ON pair (outlet);

CREATE TABLE point_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_en TEXT
);

CREATE TABLE point_group_thing (
  point_group BIGINT NOT NULL REFERENCES point_group (id) ON DELETE CASCADE,
  thing BIGINT NOT NULL REFERENCES thing (id) ON DELETE CASCADE,
  PRIMARY KEY (point_group, thing)
);
CREATE INDEX point_group_thing_thing ON point_group_thing (thing);

-- Where a thing belongs. The enterprise is that of the outlet or facility where these are given.
CREATE TABLE thing_place (
  thing BIGINT PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE,
  area BIGINT REFERENCES area (id),
  enterprise BIGINT REFERENCES enterprise (id),
  outlet BIGINT REFERENCES outlet (id),
  facility BIGINT REFERENCES facility (id)
);
CREATE INDEX thing_place_area ON thing_place (area);
CREATE INDEX thing_place_enterprise ON thing_place (enterprise);
CREATE INDEX thing_place_outlet ON thing_place (outlet);
CREATE INDEX thing_place_facility ON thing_place (facility);

-- Things with all their known properties as columns: what SensorThings reads and filters.
CREATE VIEW thing_entity AS
SELECT
  t.id, t.name, t.description, t.protocol, t.device_id, t.system_type, t.properties,
  d.status AS status,
  d.number AS device,
  e.id AS enterprise_id, e.name AS enterprise, e.credit_code AS enterprise_code,
  e.industry AS industry,
  a.id AS area_id, a.name AS area, a.code AS area_code,
  o.id AS outlet_id, o.code AS outlet
FROM thing t
LEFT JOIN device d ON d.protocol = t.protocol AND d.device_id = t.device_id
LEFT JOIN thing_place p ON p.thing = t.id
LEFT JOIN enterprise e ON e.id = p.enterprise
LEFT JOIN area a ON a.id = p.area
LEFT JOIN outlet o ON o.id = p.outlet;
