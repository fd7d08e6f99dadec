// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.watch.LeftOut;
import org.greenheart.server.watch.RegionWarnings;
import org.greenheart.server.watch.Watch;

/** Says on /health when data are kept and not judged. */
record WatchReasons(Watch watch, RegionWarnings regions) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    List<HealthReason> reasons = new ArrayList<>();
    String failure = watch.failure();
    if (failure != null) {
      reasons.add(
          new HealthReason(
              HealthReason.Level.DEGRADED,
              "watch-stopped",
              "Data are kept but not judged: the watch stopped with %d arrivals to go: %s."
                  .formatted(watch.behind(), failure),
              "Look at the log. The watch tries again by itself and leaves nothing out."));
    }
    List<LeftOut> leftOut = watch.leftOut().stream().filter(LeftOut::leavesAllOut).toList();
    if (!leftOut.isEmpty()) {
      LeftOut first = leftOut.getFirst();
      reasons.add(
          new HealthReason(
              HealthReason.Level.DEGRADED,
              "unit-mismatch",
              "%d Datastreams are not judged, because a rule is written for another unit: rule %s asks for %s and %s of point %d is in %s."
                  .formatted(
                      leftOut.size(),
                      first.rule(),
                      first.asked(),
                      first.code(),
                      first.thing(),
                      first.has()),
              "GET /api/rules/left-out lists them. Correct the unit of the Datastream, or record a"
                  + " rule for its unit."));
    }
    String ofRegions = regions.failure();
    if (ofRegions != null) {
      reasons.add(
          new HealthReason(
              HealthReason.Level.DEGRADED,
              "regions-not-judged",
              "Warnings of regions are not judged: %s.".formatted(ofRegions),
              "Look at the log. It is tried again within a minute and leaves nothing out."));
    }
    return reasons;
  }
}
