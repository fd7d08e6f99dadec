// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.statistics.Statistics;

/** Says on /health when hours and days are not computed. */
record StatisticsReasons(Statistics statistics) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    String failure = statistics.failure();
    if (failure == null) {
      return List.of();
    }
    return List.of(
        new HealthReason(
            HealthReason.Level.DEGRADED,
            "statistics-stopped",
            "Data are kept but hours and days are not computed: it stopped with %d arrivals to go: %s."
                .formatted(statistics.behind(), failure),
            "Look at the log. It is tried again by itself and nothing is left out."));
  }
}
