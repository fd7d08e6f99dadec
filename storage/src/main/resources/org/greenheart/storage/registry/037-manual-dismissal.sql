-- An exceeding manual report that a person lets be, without a case.

-- Append only: the newest of a report's revision holds; a newer revision is looked at anew. dismissed 0: taken back.
CREATE TABLE manual_dismissal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report BIGINT NOT NULL REFERENCES manual_report (id),
  revision INTEGER NOT NULL,
  dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
  why TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX manual_dismissal_report ON manual_dismissal (report, revision, id);
