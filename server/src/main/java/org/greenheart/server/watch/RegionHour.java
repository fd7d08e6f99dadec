// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.greenheart.regulation.air.AlertLevel;
import org.greenheart.regulation.air.AlertScheme;
import org.greenheart.regulation.air.AlertTrigger;
import org.greenheart.regulation.air.IndividualIndex;
import org.greenheart.server.air.AirSeries;
import org.greenheart.storage.Decimal;

/**
 * What a warning scheme says of a region as of the end of one hour. The schemes (环大气〔2024〕6号 and
 * those before it) speak of the forecast; here the same levels are held against what was measured:
 * so many times 24 hours, one after the other up to this hour, were above so much.
 *
 * @param level of the warning
 */
record RegionHour(Judgement judgement, AlertLevel level) {
  private static final RegionHour UNKNOWN = new RegionHour(Judgement.UNKNOWN, AlertLevel.NONE);
  private static final int DAY = 24;

  /** The longest duration of any scheme. */
  static final int LONGEST_DAYS = 4;

  RegionHour {
    requireNonNull(judgement, "judgement is null");
    requireNonNull(level, "level is null");
  }

  /** Judges the stretches of 24 hours that end with an hour. */
  static RegionHour of(AirSeries region, int hour, AlertScheme scheme) {
    OptionalInt now = index(region, hour);
    if (now.isEmpty()) {
      return UNKNOWN;
    }
    int least = least(scheme);
    List<Integer> run = new ArrayList<>();
    for (int day = 0; day < LONGEST_DAYS; day++) {
      OptionalInt index = index(region, hour - DAY * day);
      if (index.isEmpty() || index.getAsInt() <= least) {
        break;
      }
      run.addFirst(index.getAsInt());
    }
    Decimal value = Decimal.of(now.getAsInt());
    AlertScheme.Alert alert =
        run.isEmpty()
            ? new AlertScheme.Alert(AlertLevel.NONE, Optional.empty())
            : scheme.judge(run, 0).value();
    int above =
        alert.trigger().map(trigger -> trigger.conditions().getFirst().above()).orElse(least);
    boolean holds = alert.level() != AlertLevel.NONE;
    return new RegionHour(Judgement.of(holds, value, Decimal.of(above)), alert.level());
  }

  /**
   * The largest individual index. Where an item is missing and the others show no pollution the
   * index is not to be published (HJ 633-2026, 5.3); that it is no warning is known all the same.
   */
  private static OptionalInt index(AirSeries region, int hour) {
    return region
        .day24(hour)
        .map(
            index ->
                index.items().stream()
                    .map(IndividualIndex::value)
                    .filter(OptionalInt::isPresent)
                    .mapToInt(OptionalInt::getAsInt)
                    .max())
        .orElse(OptionalInt.empty());
  }

  private static int least(AlertScheme scheme) {
    return scheme.triggers().stream()
        .flatMap(trigger -> trigger.conditions().stream())
        .mapToInt(AlertTrigger.Condition::above)
        .min()
        .orElseThrow();
  }
}
