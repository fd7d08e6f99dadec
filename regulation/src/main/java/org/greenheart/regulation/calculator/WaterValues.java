// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.water.WaterItem;
import org.greenheart.regulation.water.WaterSample;
import org.greenheart.regulation.water.WaterType;
import org.jspecify.annotations.Nullable;

/**
 * Values of surface water as a call gave them. Answers name an item as the call did.
 *
 * @param names of the items with a value, as the call wrote them, in its order
 * @param missing names without a value
 * @param steps of units that were converted
 */
record WaterValues(
    WaterSample sample, Map<WaterItem, String> names, List<String> missing, List<Step> steps) {
  static final Field TYPE =
      Field.choice("type", "河流或湖库", "river or lake", List.of("river", "lake"));
  static final Field VALUES =
      Field.numbersByName(
              "values",
              "mg/L",
              "各项目浓度；pH 无量纲；按 HJ 212 编码的痕量金属为 µg/L",
              "values by item: DO, pH, CODMn, COD, BOD5, NH3-N, TP, Cu ...; trace metals by HJ 212 code in ug/L")
          .known(Arrays.stream(WaterItem.values()).map(WaterItem::word).toList());
  static final Field SATURATION =
      Field.number("doSaturationPercent", "%", "溶解氧饱和率", "saturation of dissolved oxygen")
          .optional();

  private static final int MICRO = 3;

  WaterValues {
    names = new LinkedHashMap<>(names);
    missing = List.copyOf(missing);
    steps = List.copyOf(steps);
  }

  /**
   * Reads {@code type}, {@code values} and the saturation.
   *
   * @throws LawException naming an item that nobody knows, or that is there twice
   */
  static WaterValues of(Inputs inputs) {
    Map<WaterItem, BigDecimal> values = new LinkedHashMap<>();
    Map<WaterItem, String> names = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    inputs
        .decimalsByName("values")
        .forEach(
            (name, value) -> {
              WaterItem item = item(name, value);
              if (names.containsKey(item)) {
                throw new LawException(
                    LawException.Code.CONFLICT,
                    "values." + name,
                    "values.%s is the same item as values.%s".formatted(name, names.get(item)));
              }
              if (value == null) {
                missing.add(name);
              } else {
                names.put(item, name);
                values.put(item, inMilligrams(name, value, steps));
              }
            });
    WaterType type =
        inputs.choice("type", TYPE.choices()).equals("lake") ? WaterType.LAKE : WaterType.RIVER;
    WaterSample sample =
        new WaterSample(type, values, inputs.findDecimal("doSaturationPercent").orElse(null));
    return new WaterValues(sample, names, missing, steps);
  }

  /** The items that are known but decide nothing, as the call named them. */
  List<String> notCounted() {
    return names.entrySet().stream()
        .filter(entry -> !entry.getKey().counted())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Items in the order of the call, as it named them. */
  List<String> named(List<WaterItem> items) {
    return names.entrySet().stream()
        .filter(entry -> items.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  String name(WaterItem item) {
    return names.getOrDefault(item, item.word());
  }

  private static WaterItem item(String name, @Nullable BigDecimal value) {
    return WaterItem.find(name)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    "values." + name,
                    "values.%s (%s) must be an item of surface water: %s"
                        .formatted(
                            name,
                            value == null ? "null" : value.toPlainString(),
                            String.join(
                                ", ",
                                Arrays.stream(WaterItem.values()).map(WaterItem::word).toList()))));
  }

  private static BigDecimal inMilligrams(String name, BigDecimal value, List<Step> steps) {
    if (!WaterItem.inMicrograms(name)) {
      return value;
    }
    BigDecimal milligrams = value.movePointLeft(MICRO);
    steps.add(
        new Step(
            name + " 在 HJ 212 中以 µg/L 计",
            name + " is in ug/L by HJ 212",
            "%s/1000".formatted(Shown.text(value)),
            Shown.text(milligrams) + " mg/L"));
    return milligrams;
  }
}
