-- Lines that are ordered together. head: the first line of the order that a line belongs to; NULL in that line
-- itself. line: counts the lines of an order from 1.
ALTER TABLE supply_order ADD COLUMN head BIGINT REFERENCES supply_order (id);
ALTER TABLE supply_order ADD COLUMN line INTEGER NOT NULL DEFAULT 1;
CREATE INDEX supply_order_head ON supply_order (head) WHERE head IS NOT NULL;

-- ended_reference: the reference of a line that was refused or cancelled. It then stands here and no longer in
-- reference, so that the buyer's own system can order under that number anew.
ALTER TABLE supply_order ADD COLUMN ended_reference TEXT;
UPDATE supply_order SET ended_reference = reference, reference = NULL WHERE state IN ('refused', 'cancelled');
CREATE INDEX supply_order_reference ON supply_order (reference) WHERE reference IS NOT NULL;
