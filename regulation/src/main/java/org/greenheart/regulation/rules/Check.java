// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.math.BigDecimal;
import java.util.List;

/** What a number must be before a formula may have it. Each failure names field, rule and value. */
public final class Check {
  private Check() {}

  /** Not below 0. */
  public static BigDecimal notNegative(String field, BigDecimal value) {
    return require(value.signum() >= 0, field, value, "must not be negative");
  }

  /** Above 0. */
  public static BigDecimal positive(String field, BigDecimal value) {
    return require(value.signum() > 0, field, value, "must be above 0");
  }

  /** Both bounds included. */
  public static BigDecimal within(String field, BigDecimal value, String least, String most) {
    return require(
        value.compareTo(new BigDecimal(least)) >= 0 && value.compareTo(new BigDecimal(most)) <= 0,
        field,
        value,
        "must be from %s to %s".formatted(least, most));
  }

  /** A share of 100 that leaves something: from 0 up to, but not, 100. */
  public static BigDecimal partOf100(String field, BigDecimal value) {
    return require(
        value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) < 0,
        field,
        value,
        "must be from 0 to below 100");
  }

  /** Not more than another field. */
  public static BigDecimal notAbove(String field, BigDecimal value, String other, BigDecimal most) {
    return require(
        value.compareTo(most) <= 0,
        field,
        value,
        "must not be more than %s (%s)".formatted(other, most.toPlainString()));
  }

  /**
   * Two lists that belong together.
   *
   * @throws LawException when they are not of one length
   */
  public static void sameLength(String field, List<?> one, String other, List<?> two) {
    if (one.size() != two.size()) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s values) must have as many as %s (%s values)"
              .formatted(field, one.size(), other, two.size()));
    }
  }

  /** Nothing to compute with. */
  public static LawException noData(String field, String rule) {
    return new LawException(
        LawException.Code.NO_DATA, field, "%s has no data: %s".formatted(field, rule));
  }

  private static BigDecimal require(boolean holds, String field, BigDecimal value, String rule) {
    if (!holds) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) %s".formatted(field, value.toPlainString(), rule));
    }
    return value;
  }
}
