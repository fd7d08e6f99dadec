// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/** Table 1 of GB 3838-2002: which class a value of one item is. */
final class SurfaceWaterLimits {
  static final Basis BASIS = Basis.seen("GB 3838-2002", "Table 1");

  private static final RuleTable TABLE =
      RuleTable.resource(SurfaceWaterLimits.class, "surface-water.tsv");

  private final List<RuleRow> rows;
  private final WaterType type;
  private final LocalDate date;

  SurfaceWaterLimits(WaterType type, LocalDate date) {
    this.rows = TABLE.at(date);
    this.type = type;
    this.date = date;
  }

  /** The limit of a class; not for pH, which has a range. */
  BigDecimal limit(WaterItem item, WaterClass limitOf) {
    return row(item).decimal(limitOf.word());
  }

  /** The first class whose limit the value keeps; equality keeps it. */
  WaterClass classOf(WaterItem item, BigDecimal value) {
    RuleRow row = row(item);
    for (WaterClass one : WaterClass.WITH_LIMITS) {
      if (keeps(row, value, row.text(one.word()))) {
        return one;
      }
    }
    return WaterClass.INFERIOR_V;
  }

  private static boolean keeps(RuleRow row, BigDecimal value, String limit) {
    return switch (row.text("op")) {
      case "<=" -> value.compareTo(new BigDecimal(limit)) <= 0;
      case ">=" -> value.compareTo(new BigDecimal(limit)) >= 0;
      case "range" -> {
        List<String> ends = List.of(limit.split("-"));
        yield value.compareTo(new BigDecimal(ends.getFirst())) >= 0
            && value.compareTo(new BigDecimal(ends.getLast())) <= 0;
      }
      default -> throw new IllegalStateException(row.place() + " names an unknown op");
    };
  }

  private RuleRow row(WaterItem item) {
    return rows.stream()
        .filter(row -> row.text("item").equals(item.word()))
        .filter(row -> row.find("water").map(type.word()::equals).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    item.word(),
                    "%s has no limit for a %s on %s".formatted(item.word(), type.word(), date)));
  }
}
