-- What happened to devices, told by themselves. One event a frame: the arrival makes it idempotent.
CREATE TABLE device_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  device BIGINT NOT NULL REFERENCES device (number) ON DELETE CASCADE,
  command TEXT NOT NULL,
  time BIGINT NOT NULL,
  received BIGINT NOT NULL,
  arrival BIGINT NOT NULL UNIQUE,
  fields TEXT NOT NULL
);
CREATE INDEX device_event_device ON device_event (device, number);

-- Devices of which frames were kept before anyone had accepted them, while these frames have not all
-- been read into rows. after: only arrivals after this number still count.
CREATE TABLE kept_frames (
  device BIGINT PRIMARY KEY REFERENCES device (number) ON DELETE CASCADE,
  after BIGINT NOT NULL
);
