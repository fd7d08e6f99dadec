-- What has been decided here and must still be done to the telemetry, in order.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  decided BIGINT NOT NULL
);
