// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive hours without a valid amount, and what is known around them. Immutable.
 *
 * @param capturePercent the quarter's {@linkplain CaptureRate capture rate}, 0 to 100
 * @param hours how many, 1 or more
 * @param previous hourly amounts before the gap, kg, newest last, null for an invalid one. Before
 *     the gap is: for data out of control (失控) before the last calibration, for repair and other
 *     failures before the failure
 * @param next the first valid amount after the gap; null: not known
 */
public record Gap(
    BigDecimal capturePercent,
    int hours,
    List<@Nullable BigDecimal> previous,
    @Nullable BigDecimal next) {
  public Gap {
    Check.within("capturePercent", capturePercent, "0", "100");
    if (hours < 1) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "gapHours",
          "gapHours (%s) must be 1 or more".formatted(hours));
    }
    for (int i = 0; i < previous.size(); i++) {
      BigDecimal amount = previous.get(i);
      if (amount != null) {
        Check.notNegative("previous[%s]".formatted(i), amount);
      }
    }
    if (next != null) {
      Check.notNegative("next", next);
    }
    previous = Collections.unmodifiableList(new ArrayList<>(previous));
  }

  /** The valid amounts before the gap, newest last: at most so many. */
  List<BigDecimal> lastValid(int most) {
    List<BigDecimal> valid = new ArrayList<>();
    for (BigDecimal amount : previous) {
      if (amount != null) {
        valid.add(amount);
      }
    }
    return valid.subList(Math.max(0, valid.size() - most), valid.size());
  }
}
