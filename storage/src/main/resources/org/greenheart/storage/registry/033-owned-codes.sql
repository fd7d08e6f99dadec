-- Codes of products and lots are their owner's: two enterprises may write down the same one, neither is in the
-- other's way. Whose prefix it is decides whose lot a public page shows.

-- prefix: digits that GTINs begin with after their first one, or hdl/ with the prefix of a Handle. Registered by
-- the operator; no two enterprises have prefixes of which one begins with the other.
CREATE TABLE supply_prefix (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  prefix TEXT NOT NULL UNIQUE
);

-- What has a public page keeps it: by the whole GTIN, which one enterprise alone could have until now,
INSERT INTO supply_prefix (owner, prefix)
SELECT DISTINCT p.owner, substr(p.gtin, 2) FROM supply_product p
  JOIN supply_lot l ON l.product = p.id
WHERE l.shown <> '' AND l.code LIKE '01/%' AND p.gtin IS NOT NULL;

-- and by the prefix of a Handle, whoever used it first.
INSERT INTO supply_prefix (owner, prefix)
SELECT p.owner, 'hdl/' || substr(l.code, 5, instr(substr(l.code, 5), '/') - 1)
FROM supply_lot l JOIN supply_product p ON p.id = l.product
WHERE l.shown <> '' AND l.code LIKE 'hdl/%'
ORDER BY l.id
ON CONFLICT (prefix) DO NOTHING;

CREATE TABLE supply_product_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner BIGINT NOT NULL REFERENCES enterprise (id),
  code TEXT NOT NULL,
  gtin TEXT,
  name TEXT NOT NULL,
  name_en TEXT,
  unit TEXT NOT NULL,
  offered INTEGER NOT NULL CHECK (offered IN (0, 1)),
  version INTEGER NOT NULL,
  UNIQUE (owner, code),
  UNIQUE (owner, gtin),
  UNIQUE (id, owner)
);
INSERT INTO supply_product_next (id, owner, code, gtin, name, name_en, unit, offered, version)
SELECT id, owner, code, gtin, name, name_en, unit, offered, version FROM supply_product;
DROP TABLE supply_product;
ALTER TABLE supply_product_next RENAME TO supply_product;

-- owner: that of its product.
CREATE TABLE supply_lot_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner BIGINT NOT NULL,
  product BIGINT NOT NULL,
  code TEXT NOT NULL,
  quantity TEXT NOT NULL,
  made_from TEXT NOT NULL,
  made_to TEXT NOT NULL,
  shown TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (owner, code),
  FOREIGN KEY (product, owner) REFERENCES supply_product (id, owner)
);
INSERT INTO supply_lot_next (id, owner, product, code, quantity, made_from, made_to, shown, version)
SELECT l.id, p.owner, l.product, l.code, l.quantity, l.made_from, l.made_to, l.shown, l.version
FROM supply_lot l JOIN supply_product p ON p.id = l.product;
DROP TABLE supply_lot;
ALTER TABLE supply_lot_next RENAME TO supply_lot;
CREATE INDEX supply_lot_product ON supply_lot (product);
CREATE INDEX supply_lot_code ON supply_lot (code);

-- Counts and forecasts are read by pages, newest first.
CREATE TABLE supply_stock_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise BIGINT NOT NULL REFERENCES enterprise (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  quantity TEXT NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE (enterprise, product)
);
INSERT INTO supply_stock_next (enterprise, product, quantity, at)
SELECT enterprise, product, quantity, at FROM supply_stock ORDER BY at;
DROP TABLE supply_stock;
ALTER TABLE supply_stock_next RENAME TO supply_stock;

CREATE TABLE supply_forecast_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partner BIGINT NOT NULL REFERENCES supply_partner (id),
  product BIGINT NOT NULL REFERENCES supply_product (id),
  month TEXT NOT NULL,
  quantity TEXT NOT NULL,
  UNIQUE (partner, product, month)
);
INSERT INTO supply_forecast_next (partner, product, month, quantity)
SELECT partner, product, month, quantity FROM supply_forecast ORDER BY month;
DROP TABLE supply_forecast;
ALTER TABLE supply_forecast_next RENAME TO supply_forecast;
