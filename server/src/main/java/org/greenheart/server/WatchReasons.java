// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.watch.Watch;

/** Says on /health when data are kept and not judged. */
record WatchReasons(Watch watch) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    String failure = watch.failure();
    if (failure == null) {
      return List.of();
    }
    return List.of(
        new HealthReason(
            HealthReason.Level.DEGRADED,
            "watch-stopped",
            "Data are kept but not judged: the watch stopped with %d arrivals to go: %s."
                .formatted(watch.behind(), failure),
            "Look at the log. The watch tries again by itself and leaves nothing out."));
  }
}
