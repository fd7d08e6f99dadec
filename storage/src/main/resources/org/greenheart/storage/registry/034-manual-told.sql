-- Who must know of an exceeding report is told once a revision.

-- told: the newest revision that was looked at for it; exceeded: whether that one exceeded. Reports of before ring no bell.
ALTER TABLE manual_report ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE manual_report ADD COLUMN exceeded INTEGER NOT NULL DEFAULT 0 CHECK (exceeded IN (0, 1));
UPDATE manual_report SET told = revision;
CREATE INDEX manual_report_untold ON manual_report (id) WHERE told < revision;

-- Whose bell rings for any alarm that is raised hears of these too, by a rule of its own.
INSERT INTO notice_rule (recipient, kinds, severities, scope, target, channels, digest, urgent)
  SELECT DISTINCT recipient, 'manual-exceeded manual-withdrawn', 'info warning danger', scope, target, 'browser', 0, 1
  FROM notice_rule
  WHERE rule IS NULL AND ' ' || kinds || ' ' LIKE '% alarm-raised %' AND ' ' || channels || ' ' LIKE '% browser %';
