// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.greenheart.regulation.rules.Check;
import org.jspecify.annotations.Nullable;

/**
 * Values of one section: of one sample, or means over a period. Immutable.
 *
 * @param type which limits for phosphorus count
 * @param values mg/L, pH 0 to 14, faecal coliform per litre; not negative, except temperature and
 *     ORP; in the order given
 * @param saturationPercent of dissolved oxygen; 90 % or more is class I whatever the concentration;
 *     null: not known
 */
public record WaterSample(
    WaterType type, Map<WaterItem, BigDecimal> values, @Nullable BigDecimal saturationPercent) {
  public WaterSample {
    requireNonNull(type, "type is null");
    values.forEach(WaterSample::check);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (saturationPercent != null) {
      Check.within("doSaturationPercent", saturationPercent, "0", "500");
    }
  }

  /** Without the saturation of oxygen. */
  public static WaterSample of(WaterType type, Map<WaterItem, BigDecimal> values) {
    return new WaterSample(type, values, null);
  }

  /** The values that count in a class. */
  Map<WaterItem, BigDecimal> counted() {
    Map<WaterItem, BigDecimal> counted = new EnumMap<>(WaterItem.class);
    values.forEach(
        (item, value) -> {
          if (item.counted()) {
            counted.put(item, value);
          }
        });
    return counted;
  }

  private static void check(WaterItem item, BigDecimal value) {
    switch (item) {
      case PH -> Check.within("pH", value, "0", "14");
      case TEMPERATURE -> Check.within("water temperature", value, "-10", "100");
      case ORP -> Check.within("ORP", value, "-2000", "2000");
      default -> Check.notNegative(item.word(), value);
    }
  }
}
