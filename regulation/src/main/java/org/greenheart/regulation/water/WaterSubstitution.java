// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Missing values of waste water (HJ 356): the mean of the equally long period just before the gap;
 * for pH its median, because its mean says nothing.
 */
public final class WaterSubstitution {
  private static final RuleTable TABLE =
      RuleTable.resource(WaterSubstitution.class, "substitution.tsv");

  private WaterSubstitution() {}

  /** The items that are substituted. */
  public static List<String> items() {
    return TABLE.rows().stream().map(row -> row.text("item")).distinct().toList();
  }

  /**
   * What stands in for each value of the gap.
   *
   * @param item COD, NH3-N, TP, TN, pH or flow, or another name of it
   * @param previous the values of the equally long period before, null for an invalid one
   * @throws LawException when the item is not substituted or there is nothing to take it from
   */
  public static Reasoned<BigDecimal> of(
      String item, List<? extends @Nullable BigDecimal> previous, LocalDate date) {
    RuleRow row = row(item, date);
    boolean acidity = row.text("item").equals(WaterItem.PH.word());
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < previous.size(); i++) {
      BigDecimal value = previous.get(i);
      if (value != null) {
        String field = "previous[%s]".formatted(i);
        values.add(
            acidity ? Check.within(field, value, "0", "14") : Check.notNegative(field, value));
      }
    }
    if (values.isEmpty()) {
      throw Check.noData("previous", "the period before the gap needs at least one value");
    }
    return acidity ? median(values, row) : mean(values, row);
  }

  private static Reasoned<BigDecimal> mean(List<BigDecimal> values, RuleRow row) {
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = Exact.divide(sum, BigDecimal.valueOf(values.size()));
    return new Reasoned<>(
        mean,
        row.basis(),
        List.of(
            new Step(
                "缺失前等长时段算术平均",
                "mean of the equally long period before",
                "%s/%s".formatted(Shown.text(sum), values.size()),
                Shown.text(mean))));
  }

  private static Reasoned<BigDecimal> median(List<BigDecimal> values, RuleRow row) {
    Collections.sort(values);
    int upper = values.size() / 2;
    int lower = (values.size() - 1) / 2;
    BigDecimal middle = Exact.divide(values.get(lower).add(values.get(upper)), BigDecimal.TWO);
    BigDecimal median = Exact.round(middle, row.decimal("decimals").intValueExact());
    return new Reasoned<>(
        median,
        row.basis(),
        List.of(
            new Step(
                "缺失前等长时段中位值，修约两位小数",
                "median of the equally long period before, to two decimals",
                "(%s + %s)/2"
                    .formatted(Shown.text(values.get(lower)), Shown.text(values.get(upper))),
                Shown.text(median))));
  }

  private static RuleRow row(String item, LocalDate date) {
    String word = word(item);
    return TABLE.at(date).stream()
        .filter(row -> row.text("item").equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    "item",
                    "item (%s) must be one of %s".formatted(item, String.join(", ", items()))));
  }

  private static String word(String item) {
    if (item.equalsIgnoreCase("flow") || item.equals("流量") || item.equals("w00000")) {
      return "flow";
    }
    Optional<WaterItem> known = WaterItem.find(item);
    return known.map(WaterItem::word).orElse(item);
  }
}
