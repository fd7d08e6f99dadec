// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.greenheart.server.manual.ManualMonths;
import org.greenheart.server.manual.MonthOfSamples;

/**
 * What laboratories found. Beside a monitor one result above the limit takes the month's reduction
 * away, as one mean of the monitor does (Regulation Art. 10, 11); where no monitor is, the amount
 * comes from it (Law Art. 10 (2)). Thread-safe.
 */
public interface LaboratoryResults {
  /** No laboratory has been there. */
  LaboratoryResults NONE = (outlet, code, month) -> List.of();

  /** The reports of a month in which a quantity of an outlet exceeds its limit. */
  List<Long> exceeding(long outlet, String code, YearMonth month);

  /** What they found at an outlet in a month, by quantity. */
  default SortedMap<String, MonthOfSamples> found(long outlet, YearMonth month) {
    return Collections.emptySortedMap();
  }

  /** By the reports that were entered. */
  static LaboratoryResults of(ManualMonths months) {
    return new LaboratoryResults() {
      @Override
      public List<Long> exceeding(long outlet, String code, YearMonth month) {
        return months.of(outlet, code, month).samples().stream()
            .filter(ManualMonths.Sampled::exceeded)
            .map(ManualMonths.Sampled::report)
            .distinct()
            .toList();
      }

      @Override
      public SortedMap<String, MonthOfSamples> found(long outlet, YearMonth month) {
        return months.all(outlet, month);
      }
    };
  }
}
