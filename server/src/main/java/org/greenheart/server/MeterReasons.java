// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.meters.MeterDesk;

/** Says on /health which meters are not read. */
record MeterReasons(MeterDesk meters) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    return meters.troubles().stream()
        .map(
            trouble ->
                new HealthReason(
                    HealthReason.Level.DEGRADED,
                    "meters-not-read",
                    "Meters of %s are not read since %s: %s."
                        .formatted(trouble.source(), trouble.since(), trouble.message()),
                    "Look at it under Meters. It is tried again by itself."))
        .toList();
  }
}
