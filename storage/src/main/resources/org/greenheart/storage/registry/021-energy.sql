-- Energy of works, and what was chosen to count its carbon. Amounts are exact decimals as text, times are microseconds
-- since 1970-01-01Z, days ISO text; a period ends before its to_time.

-- Which datastream tells the use of which carrier, where. way: counter (readings that rise) or total (sums of periods).
-- factor: how many of the carrier's unit one of the datastream's is. carrier output: what is counted is a product.
CREATE TABLE energy_meter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  work_unit BIGINT REFERENCES work_unit (id),
  product BIGINT REFERENCES product (id),
  carrier TEXT NOT NULL,
  tariff TEXT NOT NULL,
  datastream BIGINT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('counter', 'total')),
  factor TEXT NOT NULL,
  from_time BIGINT NOT NULL,
  to_time BIGINT,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX energy_meter_enterprise ON energy_meter (enterprise);

-- Amounts from bills and books. facts: what else a carrier needs, as name=value with semicolons (CaCO3=0.021).
-- Append only: of several with one document, unit, carrier and tariff the one recorded last holds.
CREATE TABLE energy_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  work_unit BIGINT REFERENCES work_unit (id),
  carrier TEXT NOT NULL,
  tariff TEXT NOT NULL,
  from_time BIGINT NOT NULL,
  to_time BIGINT NOT NULL,
  amount TEXT NOT NULL,
  unit TEXT NOT NULL,
  document TEXT NOT NULL,
  facts TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  why TEXT
);
CREATE INDEX energy_entry_enterprise ON energy_entry (enterprise, from_time);

-- What an operator chose for the inventory of a year: a family of factors, the area of the grid, an uncertainty.
-- Append only: the newest of an item holds.
CREATE TABLE carbon_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  year INTEGER NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX carbon_choice_year ON carbon_choice (enterprise, year, item, id);

-- Whether an enterprise agrees to be named on the page of its park. Append only: the newest holds.
CREATE TABLE energy_consent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  agreed INTEGER NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL,
  why TEXT
);
CREATE INDEX energy_consent_enterprise ON energy_consent (enterprise, id);
