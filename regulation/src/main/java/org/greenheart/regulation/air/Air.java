// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.jspecify.annotations.Nullable;

/** What the classes of this package share. */
public final class Air {
  /** As shipped: rules of low confidence are off until an operator turns them on. */
  public static final Predicate<RuleRow> VERIFIED =
      row -> row.basis().confidence() != Confidence.LOW;

  /** Rules of low confidence too. */
  public static final Predicate<RuleRow> ALL = row -> true;

  private Air() {}

  static RuleTable table(String name) {
    return RuleTable.resource(Air.class, name);
  }

  /** The cells of a list in a table. */
  static List<String> words(RuleRow row, String column) {
    return List.of(row.text(column).split(","));
  }

  static BigDecimal notNegative(String field, BigDecimal value) {
    if (value.signum() < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must not be negative".formatted(field, value.toPlainString()));
    }
    return value;
  }

  /** The values that are there; at least one must be, and none negative. */
  static List<BigDecimal> given(String field, List<? extends @Nullable BigDecimal> values) {
    List<BigDecimal> given =
        values.stream()
            .<BigDecimal>mapMulti(
                (value, out) -> {
                  if (value != null) {
                    out.accept(notNegative(field, value));
                  }
                })
            .toList();
    if (given.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_DATA, field, "%s must hold at least one number".formatted(field));
    }
    return given;
  }

  static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static LawException noRule(String field, String what, LocalDate day) {
    return new LawException(
        LawException.Code.NO_RULE, field, "no rule for %s is in force on %s".formatted(what, day));
  }

  static LawException disabled(String field, String what, RuleRow row) {
    return new LawException(
        LawException.Code.NO_RULE,
        field,
        "the rule for %s (%s, source: %s) is of low confidence and not enabled"
            .formatted(what, row.basis().document(), row.basis().source()));
  }
}
