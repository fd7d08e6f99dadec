// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import org.greenheart.regulation.rules.RuleRow;

/**
 * A level of the index with its category and colour, HJ 633 levels table. Immutable.
 *
 * @param number 1 to 6
 * @param from first index of the level
 * @param to last index of the level
 * @param zh {@code 一级}
 * @param categoryZh {@code 优}
 * @param categoryEn {@code excellent}
 * @param colourZh {@code 绿色}
 * @param colourEn {@code green}
 * @param rgb {@code 0,228,0}
 * @param cmyk {@code 40,0,100,0}, percent
 */
public record AirLevel(
    int number,
    int from,
    int to,
    String zh,
    String categoryZh,
    String categoryEn,
    String colourZh,
    String colourEn,
    String rgb,
    String cmyk) {
  public AirLevel {
    requireNonNull(zh, "zh is null");
    requireNonNull(categoryZh, "categoryZh is null");
    requireNonNull(categoryEn, "categoryEn is null");
    requireNonNull(colourZh, "colourZh is null");
    requireNonNull(colourEn, "colourEn is null");
    requireNonNull(rgb, "rgb is null");
    requireNonNull(cmyk, "cmyk is null");
    if (to < from) {
      throw new IllegalArgumentException(
          "level %s must not end (%s) before it begins (%s)".formatted(number, to, from));
    }
  }

  static AirLevel read(RuleRow row) {
    return new AirLevel(
        row.decimal("number").intValueExact(),
        row.decimal("from").intValueExact(),
        row.decimal("to").intValueExact(),
        row.text("zh"),
        row.text("category_zh"),
        row.text("category_en"),
        row.text("colour_zh"),
        row.text("colour_en"),
        row.text("rgb"),
        row.text("cmyk"));
  }
}
