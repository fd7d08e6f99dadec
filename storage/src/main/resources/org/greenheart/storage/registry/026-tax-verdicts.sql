-- What may explain a clue of the tax supervision, and every verdict on it.

-- A JSON array: what is said, of which outlet, by which record.
ALTER TABLE tax_clue ADD COLUMN explanations TEXT NOT NULL DEFAULT '[]';
CREATE INDEX tax_clue_month ON tax_clue (month);
CREATE INDEX tax_clue_case ON tax_clue (case_file);
CREATE INDEX tax_record_kind ON tax_record (kind, month);

-- Append only: the newest one of a clue also stands in its row.
CREATE TABLE tax_verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  clue BIGINT NOT NULL REFERENCES tax_clue (id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided BIGINT NOT NULL
);
CREATE INDEX tax_verdict_clue ON tax_verdict (clue);

-- What was said before verdicts were kept one by one.
INSERT INTO tax_verdict (clue, verdict, reason, decided_by, decided)
SELECT id, verdict, reason, decided_by, decided FROM tax_clue
WHERE decided IS NOT NULL AND decided_by IS NOT NULL;
