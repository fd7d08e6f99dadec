-- What works make, and on what: the denominator of every intensity. Amounts are exact decimals as text, times are
-- microseconds since 1970-01-01Z; a period ends before its to_time.

-- A line, a kiln or another part of a works; parent is the part that it stands in. temperature is the number of the
-- datastream that tells its temperature: no reference, since numbers are never reused.
CREATE TABLE work_unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('line', 'kiln', 'other')),
  parent BIGINT REFERENCES work_unit (id),
  temperature BIGINT,
  UNIQUE (enterprise, code)
);
CREATE INDEX work_unit_parent ON work_unit (parent);

-- quota names the product of the energy quota that it is held against; kilograms is the mass of one piece or m2.
CREATE TABLE product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  unit TEXT NOT NULL CHECK (unit IN ('t', 'piece', 'm2')),
  quota TEXT,
  kilograms TEXT,
  UNIQUE (enterprise, code)
);

-- Append only: of several of one product and batch the one recorded last holds, the others are what it was.
CREATE TABLE output_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  product BIGINT NOT NULL REFERENCES product (id),
  work_unit BIGINT REFERENCES work_unit (id),
  batch TEXT NOT NULL,
  from_time BIGINT NOT NULL,
  to_time BIGINT NOT NULL,
  amount TEXT NOT NULL,
  qualified TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  why TEXT
);
CREATE INDEX output_entry_batch ON output_entry (product, batch, id);
CREATE INDEX output_entry_time ON output_entry (enterprise, from_time);
