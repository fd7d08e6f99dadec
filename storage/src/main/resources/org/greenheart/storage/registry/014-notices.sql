-- Who is told what, what is to be told (written with what happened), what became of each telling, and the
-- reports made on a schedule. Times are microseconds since 1970-01-01Z; minutes are of the day in Beijing.

-- code: the word that escalation names. account: whose bell; 0 where no login is asked for. The address of a
-- webhook is a secret like its key: neither is ever shown whole nor logged.
CREATE TABLE notice_recipient (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  account BIGINT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  email TEXT,
  webhook_form TEXT,
  webhook_url TEXT,
  webhook_secret TEXT,
  quiet_from INTEGER,
  quiet_to INTEGER,
  digest_at INTEGER NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  CHECK ((webhook_form IS NULL) = (webhook_url IS NULL)),
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);
CREATE INDEX notice_recipient_account ON notice_recipient (account);

-- kinds, severities, channels: words with spaces between. rule: of the watch, NULL for all. digest 1: once a day.
-- urgent 1: also in quiet hours.
CREATE TABLE notice_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient BIGINT NOT NULL REFERENCES notice_recipient (id) ON DELETE CASCADE,
  kinds TEXT NOT NULL,
  severities TEXT NOT NULL,
  rule TEXT,
  scope TEXT NOT NULL,
  target TEXT NOT NULL,
  channels TEXT NOT NULL,
  digest INTEGER NOT NULL CHECK (digest IN (0, 1)),
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1))
);
CREATE INDEX notice_rule_recipient ON notice_rule (recipient);

-- Written in the transaction of what happened. subject: the alarm, case, schedule or recipient. spread 0: it is
-- not settled yet who is told.
CREATE TABLE notice_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  thing BIGINT,
  rule TEXT,
  severity TEXT,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  at BIGINT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  addressees TEXT NOT NULL,
  spread INTEGER NOT NULL CHECK (spread IN (0, 1))
);
CREATE INDEX notice_event_new ON notice_event (id) WHERE spread = 0;
CREATE INDEX notice_event_at ON notice_event (at);

-- One telling to one recipient on one channel. message_key: given once, never changed: what a receiver knows a
-- repetition by. bundle: the telling that this one went out with.
CREATE TABLE notice_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_key TEXT NOT NULL UNIQUE,
  event BIGINT NOT NULL REFERENCES notice_event (id),
  recipient BIGINT NOT NULL,
  recipient_name TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'webhook', 'browser')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'digest', 'bundled', 'sent', 'failed', 'dropped')),
  due BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT,
  made BIGINT NOT NULL,
  sent BIGINT,
  seen BIGINT,
  bundle BIGINT REFERENCES notice_delivery (id)
);
CREATE INDEX notice_delivery_due ON notice_delivery (state, due) WHERE state IN ('waiting', 'digest');
CREATE INDEX notice_delivery_event ON notice_delivery (event);
CREATE INDEX notice_delivery_bundle ON notice_delivery (bundle) WHERE bundle IS NOT NULL;
CREATE INDEX notice_delivery_bell ON notice_delivery (recipient, id) WHERE channel = 'browser';

-- request: the report as it is asked for over HTTP, as JSON. recipients: codes with spaces between. account,
-- reach: whose it is and which points they may see. next: when it is made next, of the time before.
CREATE TABLE report_schedule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  request TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  every TEXT NOT NULL CHECK (every IN ('day', 'week', 'month')),
  at_minute INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  recipients TEXT NOT NULL,
  author TEXT NOT NULL,
  account BIGINT NOT NULL,
  reach TEXT NOT NULL,
  next BIGINT NOT NULL,
  error TEXT
);
CREATE INDEX report_schedule_next ON report_schedule (next);

-- The bell of whoever works where no login is asked for.
INSERT INTO notice_recipient (code, name, account, language, digest_at, enabled)
  VALUES ('operator', 'operator', 0, 'zh', 480, 1);
INSERT INTO notice_rule (recipient, kinds, severities, scope, target, channels, digest, urgent)
  SELECT id, 'alarm-raised alarm-escalated case-deadline', 'warning danger', 'all', '', 'browser', 0, 1
  FROM notice_recipient WHERE code = 'operator';
