// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.time.YearMonth;
import java.util.List;
import org.greenheart.server.manual.ManualMonths;

/**
 * What laboratories found beside the monitors: one result above the limit takes the month's
 * reduction away, as one mean of the monitor does (Regulation Art. 10, 11). Thread-safe.
 */
public interface LaboratoryResults {
  /** No laboratory has been there. */
  LaboratoryResults NONE = (outlet, code, month) -> List.of();

  /** The reports of a month in which a quantity of an outlet exceeds its limit. */
  List<Long> exceeding(long outlet, String code, YearMonth month);

  /** By the reports that were entered. */
  static LaboratoryResults of(ManualMonths months) {
    return (outlet, code, month) ->
        months.of(outlet, code, month).samples().stream()
            .filter(ManualMonths.Sampled::exceeded)
            .map(ManualMonths.Sampled::report)
            .distinct()
            .toList();
  }
}
