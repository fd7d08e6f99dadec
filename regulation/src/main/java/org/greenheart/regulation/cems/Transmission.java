// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Check;

/**
 * What came and what should have come: hourly sets of one point in one period. Immutable.
 *
 * @param expected hours of the period, above 0
 * @param received of them
 * @param valid of those received
 * @param stopped hours in which the source stood still: not expected
 * @param exempt hours that need not be there, for waste water at most one a day for the check with
 *     a standard sample; they change only whether the point complies
 */
public record Transmission(
    BigDecimal expected,
    BigDecimal received,
    BigDecimal valid,
    BigDecimal stopped,
    BigDecimal exempt) {
  private static final BigDecimal DAY = BigDecimal.valueOf(24);

  public Transmission {
    requireNonNull(exempt, "exempt is null");
    Check.positive("expectedHours", expected);
    within("receivedHours", received, "expectedHours", expected);
    within("validHours", valid, "receivedHours", received);
    within("stoppedHours", stopped, "expectedHours", expected);
    within("exempt", exempt, "expectedHours", expected);
  }

  /** The hour a day of the standard-sample check: one for every whole day expected. */
  public static BigDecimal sampleCheckHours(BigDecimal expected) {
    return expected.divideToIntegralValue(DAY);
  }

  /** Hours in which data were due. */
  BigDecimal due() {
    return expected.subtract(stopped);
  }

  private static void within(String field, BigDecimal value, String other, BigDecimal most) {
    Check.notAbove(field, Check.notNegative(field, value), other, most);
  }
}
