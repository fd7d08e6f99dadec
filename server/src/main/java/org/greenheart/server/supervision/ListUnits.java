// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/**
 * The units of the lists' columns. An amount in another unit would be wrong by a thousand and look
 * right: a head or a cell that says another unit than its column's is refused.
 */
final class ListUnits {
  /** As people write them, in small letters without spaces. */
  private static final Map<String, List<String>> WRITTEN =
      Map.ofEntries(
          Map.entry("kg", List.of("kg", "千克", "公斤")),
          Map.entry("t", List.of("t", "吨")),
          Map.entry("10,000 t", List.of("万吨", "万t")),
          Map.entry("g", List.of("g", "克")),
          Map.entry("kWh", List.of("kwh", "kw·h", "千瓦时", "度")),
          Map.entry("MWh", List.of("mwh", "兆瓦时")),
          Map.entry("10,000 kWh", List.of("万千瓦时", "万kwh", "万度")),
          Map.entry("m3", List.of("m3", "m³", "立方米", "方")),
          Map.entry("10,000 m3", List.of("万m3", "万m³", "万立方米", "万方")),
          Map.entry("mg/m3", List.of("mg/m3", "mg/m³", "毫克/立方米")),
          Map.entry("ug/m3", List.of("ug/m3", "μg/m3", "μg/m³", "µg/m3", "µg/m³", "微克/立方米")),
          Map.entry("mg/L", List.of("mg/l", "毫克/升")),
          Map.entry("ug/L", List.of("ug/l", "μg/l", "µg/l", "微克/升")),
          Map.entry("yuan", List.of("元", "yuan", "元/当量", "元/污染当量")),
          Map.entry("10,000 yuan", List.of("万元")),
          Map.entry("h", List.of("h", "小时")),
          Map.entry("d", List.of("d", "天", "日")),
          Map.entry("%", List.of("%", "％", "百分比")));

  private static final Pattern BRACKETS = Pattern.compile("[(（]([^()（）]*)[)）]");
  private static final Pattern QUANTITY = Pattern.compile("([-+]?[0-9.]+)\\s*(\\D.*)");

  private ListUnits() {}

  /** What is wrong with the unit in a head; empty when it has none, or the column's. */
  static Optional<String> wrongIn(ListKind kind, String column, String head) {
    Matcher brackets = BRACKETS.matcher(head);
    while (brackets.find()) {
      Optional<String> unit = unit(brackets.group(1));
      if (unit.isPresent() && !of(kind, column).contains(unit.get())) {
        return Optional.of(rule(kind, column, unit.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * The number of a cell such as {@code 6840 kg}; empty when it is no number with a unit.
   *
   * @throws RuleException {@code unit-wrong-column}
   */
  static Optional<Decimal> number(ListKind kind, String column, String cell) {
    Matcher parts = QUANTITY.matcher(cell.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<String> unit = unit(parts.group(2));
    if (unit.isPresent() && !of(kind, column).contains(unit.get())) {
      throw new RuleException(column, rule(kind, column, unit.get()), cell, "unit-wrong-column");
    }
    return unit.isPresent() ? Decimal.parse(parts.group(1)) : Optional.empty();
  }

  private static String rule(ListKind kind, String column, String unit) {
    Set<String> own = of(kind, column);
    return "must be %s, not %s"
        .formatted(
            own.isEmpty()
                ? "a number without a unit"
                : String.join(" or ", own.stream().sorted().toList()),
            unit);
  }

  private static Optional<String> unit(String text) {
    String plain = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    return WRITTEN.entrySet().stream()
        .filter(each -> each.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Set<String> of(ListKind kind, String column) {
    return switch (column) {
      case "kg", "valueKg", "generatedKg" -> Set.of("kg");
      case "generatedT", "storedT", "disposedT", "usedT", "declaredT" -> Set.of("t");
      case "mean", "limit" -> Set.of("mg/m3", "mg/L");
      case "rate" -> Set.of("yuan");
      case "hours" -> Set.of("h");
      case "volumeM3" -> Set.of("m3");
      case "used", "idle", "quotaLow", "quotaHigh" ->
          kind == ListKind.ELECTRICITY ? Set.of("kWh") : Set.of("m3");
      // Its unit stands in a column of its own.
      case "output" -> WRITTEN.keySet();
      default -> Set.of();
    };
  }
}
