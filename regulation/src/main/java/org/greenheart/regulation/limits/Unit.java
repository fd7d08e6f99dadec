// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;

/**
 * A unit of a limit. Units of one kind convert by a power of ten, exactly; nothing else converts:
 * ppm to mg/m3 would need the molar mass and a state of the gas, so it is refused.
 *
 * @param text {@code mg/m3}
 * @param kind units of the same kind convert
 * @param factor how many of the kind's own unit one of these is
 */
public record Unit(String text, Kind kind, BigDecimal factor) {
  /** What is measured. */
  public enum Kind {
    /** Mass in a volume of gas, mg/m3. */
    GAS_CONCENTRATION,
    /** Mass in a volume of water, mg/L. */
    WATER_CONCENTRATION,
    /** Mass per time, kg/h. */
    RATE,
    /** A part of the volume: cannot become a mass here. */
    VOLUME_PART,
    PERCENT,
    /** Any other: equal to itself alone. */
    OTHER
  }

  private static final Map<String, Unit> KNOWN =
      Map.ofEntries(
          known("g/m3", Kind.GAS_CONCENTRATION, "1000"),
          known("mg/m3", Kind.GAS_CONCENTRATION, "1"),
          known("ug/m3", Kind.GAS_CONCENTRATION, "0.001"),
          known("ng/m3", Kind.GAS_CONCENTRATION, "0.000001"),
          known("g/l", Kind.WATER_CONCENTRATION, "1000"),
          known("mg/l", Kind.WATER_CONCENTRATION, "1"),
          known("ug/l", Kind.WATER_CONCENTRATION, "0.001"),
          known("ng/l", Kind.WATER_CONCENTRATION, "0.000001"),
          known("t/h", Kind.RATE, "1000"),
          known("kg/h", Kind.RATE, "1"),
          known("g/h", Kind.RATE, "0.001"),
          known("ppm", Kind.VOLUME_PART, "1"),
          known("ppb", Kind.VOLUME_PART, "0.001"),
          known("umol/mol", Kind.VOLUME_PART, "1"),
          known("nmol/mol", Kind.VOLUME_PART, "0.001"),
          known("%", Kind.PERCENT, "1"));

  private static Map.Entry<String, Unit> known(String text, Kind kind, String factor) {
    return Map.entry(text, new Unit(text, kind, new BigDecimal(factor)));
  }

  /**
   * Reads {@code mg/m3}, {@code mg/m³}, {@code µg/Nm3}, {@code MG/L}; an unknown one is of its own.
   */
  public static Unit of(String text) {
    String key =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("\\s", "")
            .replace('µ', 'u')
            .replace('μ', 'u')
            .replace("³", "3")
            .replace("^", "")
            .replace("/nm3", "/m3")
            .replace("percent", "%");
    key = key.equals("ph") || key.equals("dimensionless") || key.equals("无量纲") ? "1" : key;
    Unit unit = KNOWN.get(key);
    return unit == null ? new Unit(key, Kind.OTHER, BigDecimal.ONE) : unit;
  }

  /** Whether an amount in this unit can be said in the other. */
  public boolean convertsTo(Unit other) {
    return kind == other.kind && (kind != Kind.OTHER || text.equals(other.text));
  }

  boolean isConcentration() {
    return kind == Kind.GAS_CONCENTRATION || kind == Kind.WATER_CONCENTRATION;
  }

  /** What makes two limits limits on the same quantity. */
  String quantity() {
    return kind == Kind.OTHER ? text : kind.name();
  }

  /**
   * The same amount in another unit, exact.
   *
   * @throws LawException when the units do not convert
   */
  public BigDecimal convert(BigDecimal value, Unit other) {
    if (!convertsTo(other)) {
      throw new LawException(
          LawException.Code.WRONG_UNIT,
          "unit",
          "a value in %s cannot be judged by a limit in %s".formatted(text, other.text));
    }
    // All factors are powers of ten: the quotient ends.
    return factor.compareTo(other.factor) == 0
        ? value
        : value.multiply(factor).divide(other.factor);
  }
}
