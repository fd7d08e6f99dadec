// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.MinutePeriod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The minute period of one point: told by the device or a person, else learned from its rows. Not
 * thread-safe: used in turn by the device's frames.
 */
final class MinutePeriods {
  private static final Logger log = LoggerFactory.getLogger(MinutePeriods.class);

  private final Catalogue catalogue;
  private final long thing;
  private final MinutePeriodLearner learner = new MinutePeriodLearner();
  private @Nullable MinutePeriod newest;

  MinutePeriods(Catalogue catalogue, long thing) {
    this.catalogue = catalogue;
    this.thing = thing;
    reload();
  }

  private void reload() {
    List<MinutePeriod> settings = catalogue.minutePeriods(thing);
    newest = settings.isEmpty() ? null : settings.getLast();
  }

  /** A minute row starts here. */
  void see(long startMicros) {
    if (isTold()) {
      return;
    }
    Optional<MinutePeriodLearner.Seen> seen =
        learner.see(startMicros, newest == null ? null : newest.period());
    if (seen.isEmpty()) {
      return;
    }
    reload(); // a person may have set it meanwhile
    if (!isTold()) {
      set(
          Micros.toInstant(seen.get().fromMicros()),
          seen.get().period(),
          MinutePeriod.Source.LEARNED);
    }
  }

  /** The device says its period (the answer to 1063). */
  void told(Duration period, Instant at) {
    if (newest == null || !isTold() || !newest.period().equals(period)) {
      set(at, period, MinutePeriod.Source.COMMAND);
    }
  }

  private boolean isTold() {
    return newest != null && newest.source() != MinutePeriod.Source.LEARNED;
  }

  private void set(Instant from, Duration period, MinutePeriod.Source source) {
    MinutePeriod setting = new MinutePeriod(thing, from, period, source);
    catalogue.setMinutePeriod(setting);
    newest = setting;
    log.debug(
        "Minute values of point {} stand for {} from {} on ({})", thing, period, from, source);
  }
}
