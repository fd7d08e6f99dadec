// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.server.tax.MonitoredMonth;
import org.greenheart.server.tax.PollutantMonth;
import org.greenheart.server.tax.SampledMonth;
import org.jspecify.annotations.Nullable;

/**
 * How long an outlet ran in a month, or what volume went out: samples alone do not tell it.
 *
 * @param hours null: the volume is known
 * @param volumeM3 null: the hours are
 * @param record that says so; null: the hours of the outlet's own monitors of other pollutants
 */
record RunTime(
    @Nullable BigDecimal hours, @Nullable BigDecimal volumeM3, @Nullable Evidence record) {
  /** The reported volume, else the reported hours, else those of a monitor that knows them all. */
  static Optional<RunTime> of(List<ListRow> reported, List<MonitoredMonth> monitors) {
    for (ListRow row : reported) {
      Evidence record =
          row.evidence(
              row.find("volumeM3").map(text -> text + " m3").orElse(row.text("hours") + " h"));
      if (row.number("volumeM3").isPresent()) {
        return Optional.of(new RunTime(null, row.orZero("volumeM3"), record));
      }
      if (row.number("hours").isPresent()) {
        return Optional.of(new RunTime(row.orZero("hours"), null, record));
      }
    }
    return monitors.stream()
        .filter(month -> !month.inlet() && month.whole())
        .map(month -> month.month().hours())
        .map(hours -> hours.due() - hours.stopped())
        .findFirst()
        .map(hours -> new RunTime(BigDecimal.valueOf(hours), null, null));
  }

  /** The amount of samples; empty where they tell no flow. */
  Optional<PollutantMonth> amount(SampledMonth samples) {
    if (volumeM3 != null) {
      return samples.ofVolume(volumeM3);
    }
    return hours == null ? Optional.empty() : samples.ofHours(hours);
  }
}
