-- What the disk held at a time, to tell how fast it fills. at: microseconds since 1970-01-01Z.
CREATE TABLE disk_sample (
  at BIGINT PRIMARY KEY,
  used BIGINT NOT NULL,
  free BIGINT NOT NULL,
  frames BIGINT NOT NULL,
  observations BIGINT NOT NULL,
  realtime_rows BIGINT NOT NULL,
  minute_rows BIGINT NOT NULL,
  lasting_rows BIGINT NOT NULL
);

-- Rows of which a value was replaced or deleted: what is known of both values is held. start_time is
-- the row's, in microseconds since 1970-01-01Z. Without foreign key: a row outlives its datastream's
-- entry for a moment.
CREATE TABLE corrected_row (
  datastream BIGINT NOT NULL,
  start_time BIGINT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (datastream, start_time, n)
);
