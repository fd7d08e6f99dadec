// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Micros;

final class SqliteDiskSamples implements DiskSamples {
  private final Access access;

  SqliteDiskSamples(Access access) {
    this.access = access;
  }

  @Override
  public void keep(DiskSample sample, Instant oldest) {
    access.write(
        handle -> {
          handle.execute(
              "DELETE FROM disk_sample WHERE at < ? OR at >= ?",
              Micros.of(oldest),
              Micros.of(sample.at()));
          return handle.execute(
              """
              INSERT INTO disk_sample (at, used, free, frames, observations, realtime_rows,
                minute_rows, lasting_rows)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
              Micros.of(sample.at()),
              sample.used(),
              sample.free(),
              sample.frames(),
              sample.observations(),
              sample.realtimeRows(),
              sample.minuteRows(),
              sample.lastingRows());
        });
  }

  @Override
  public List<DiskSample> all() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM disk_sample ORDER BY at")
                .map(
                    (row, context) ->
                        new DiskSample(
                            Columns.instant(row, "at"),
                            row.getLong("used"),
                            row.getLong("free"),
                            row.getLong("frames"),
                            row.getLong("observations"),
                            row.getLong("realtime_rows"),
                            row.getLong("minute_rows"),
                            row.getLong("lasting_rows")))
                .list());
  }
}
