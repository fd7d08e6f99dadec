// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.api.DiskFigures;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthReason.Level;
import org.greenheart.server.api.HealthSource;

/** Says on /health when the disk will be full soon, or old data cannot be deleted. */
public record RetentionReasons(Retention retention) implements HealthSource {
  private static final int SOON_DAYS = 30;

  @Override
  public List<HealthReason> reasons() {
    List<HealthReason> reasons = new ArrayList<>();
    DiskFigures disk = retention.disk();
    Long days = disk.daysLeft();
    if (days != null && days < SOON_DAYS) {
      reasons.add(
          new HealthReason(
              Level.DEGRADED,
              "disk-full-soon",
              "The disk of the data folder is full in about %d days: it grows by %d MB a day, measured since %s, and %d MB are free."
                  .formatted(
                      days,
                      disk.growthPerDay() == null ? 0 : disk.growthPerDay() >> 20,
                      disk.measuredSince(),
                      disk.free() >> 20),
              "Give the data folder a larger disk, or keep less: shorten retention.frames or"
                  + " retention.realtime (docs/RETENTION.md)."));
    }
    retention
        .failure()
        .ifPresent(
            failure ->
                reasons.add(
                    new HealthReason(
                        Level.DEGRADED,
                        "retention-failed",
                        "Old data could not be deleted, or the disk not be measured: %s."
                            .formatted(failure),
                        "Look at the log. It is tried again within the hour.")));
    return reasons;
  }
}
