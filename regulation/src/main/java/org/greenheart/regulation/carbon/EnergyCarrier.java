// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * What a works uses, as it is metered and billed: its unit, its name in the table of standard coal
 * and in that of fuels. Units other than its own are converted, or refused.
 */
public enum EnergyCarrier {
  ELECTRICITY("electricity", "电力", "kWh", "electricity (kWh)", "", Kind.ELECTRICITY),
  HEAT("heat", "热力", "GJ", "heat (GJ)", "", Kind.HEAT),
  NATURAL_GAS("natural gas", "天然气", "m3", "natural gas (m3)", "natural gas", Kind.FUEL),
  PRODUCER_GAS("producer gas", "发生炉煤气", "m3", "producer gas (m3)", "producer gas", Kind.FUEL),
  BLAST_FURNACE_GAS(
      "blast-furnace gas", "高炉煤气", "m3", "blast-furnace gas (m3)", "blast-furnace gas", Kind.FUEL),
  DIESEL("diesel", "柴油", "t", "diesel (t)", "diesel", Kind.FUEL),
  GASOLINE("gasoline", "汽油", "t", "gasoline (t)", "gasoline", Kind.FUEL),
  FUEL_OIL("fuel oil", "燃料油", "t", "fuel oil (t)", "fuel oil", Kind.FUEL),
  LPG("LPG", "液化石油气", "t", "LPG (t)", "LPG", Kind.FUEL),
  LNG("LNG", "液化天然气", "t", "LNG (t)", "LNG", Kind.FUEL),
  RAW_COAL("raw coal", "原煤（按烟煤）", "t", "raw coal (t)", "bituminous coal", Kind.FUEL),
  ANTHRACITE("anthracite", "无烟煤", "t", "raw coal (t)", "anthracite", Kind.FUEL),
  WASHED_COAL("washed coal", "洗精煤", "t", "washed coal (t)", "washed coal", Kind.FUEL),
  COKE("coke", "焦炭", "t", "coke (t)", "coke", Kind.FUEL),
  KEROSENE("kerosene", "煤油", "t", "kerosene (t)", "kerosene", Kind.FUEL),
  CRUDE_OIL("crude oil", "原油", "t", "crude oil (t)", "crude oil", Kind.FUEL),
  COAL_TAR("coal tar", "煤焦油", "t", "coal tar (t)", "coal tar", Kind.FUEL),
  /** Raw material whose carbonates give off CO2 when fired: no energy. */
  CARBONATE("carbonate", "含碳酸盐原料", "t", "", "", Kind.MATERIAL);

  /** Where its carbon comes from. */
  public enum Kind {
    FUEL,
    ELECTRICITY,
    HEAT,
    MATERIAL
  }

  /** So many times above or below the table, a factor is of another unit. */
  private static final BigDecimal UNUSUAL = BigDecimal.valueOf(4);

  /** How many of the first unit one of the second is. */
  private static final Map<String, Map<String, String>> UNITS =
      Map.of(
          "kWh", Map.of("kwh", "1", "mwh", "1000", "万kwh", "10000", "1e4kwh", "10000", "度", "1"),
          "GJ", Map.of("gj", "1", "mj", "0.001", "tj", "1000"),
          "m3", Map.of("m3", "1", "万m3", "10000", "1e4m3", "10000", "nm3", "1", "万nm3", "10000"),
          "t", Map.of("t", "1", "kg", "0.001", "吨", "1", "千克", "0.001"));

  private final String word;
  private final String zh;
  private final String unit;
  private final String coal;
  private final String fuel;
  private final Kind kind;

  EnergyCarrier(String word, String zh, String unit, String coal, String fuel, Kind kind) {
    this.word = word;
    this.zh = zh;
    this.unit = unit;
    this.coal = coal;
    this.fuel = fuel;
    this.kind = kind;
  }

  /** Its name, also as it is kept: {@code natural gas}. */
  public String word() {
    return word;
  }

  public String zh() {
    return zh;
  }

  /** What it is counted in: kWh, GJ, m3 or t. */
  public String unit() {
    return unit;
  }

  public Kind kind() {
    return kind;
  }

  /** Its name in {@link FuelTable}; empty when it is none. */
  public Optional<String> fuel() {
    return fuel.isEmpty() ? Optional.empty() : Optional.of(fuel);
  }

  /** By either name. */
  public static Optional<EnergyCarrier> find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    for (EnergyCarrier carrier : values()) {
      if (carrier.word.toLowerCase(Locale.ROOT).equals(wanted)
          || carrier.zh.replaceAll("（.*）", "").equals(wanted)) {
        return Optional.of(carrier);
      }
    }
    return Optional.empty();
  }

  /**
   * How many of its own unit one of another is.
   *
   * @throws LawException {@code WRONG_UNIT} for one of another quantity
   */
  public BigDecimal perUnit(String given) {
    String plain = given.strip().toLowerCase(Locale.ROOT).replace("³", "3");
    String factor = UNITS.getOrDefault(unit, Map.of()).get(plain);
    if (factor == null) {
      throw new LawException(
          LawException.Code.WRONG_UNIT,
          "unit",
          "unit (%s) of %s must be %s, or one that counts the same".formatted(given, word, unit));
    }
    return new BigDecimal(factor);
  }

  /**
   * An amount in standard coal, kgce; nothing for what is no energy.
   *
   * @param amount in its own unit; below 0 when more was sold than bought
   */
  public Optional<Reasoned<BigDecimal>> coal(BigDecimal amount, LocalDate date) {
    return coal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StandardCoal.of(Map.of(coal, amount), date).map(StandardCoal.Balance::totalKgce));
  }

  /**
   * The same by a factor of one's own, as from a measured heat value; nothing for what is no
   * energy.
   *
   * @param kgce for one of its own unit
   * @throws LawException {@code WRONG_UNIT} for a factor that is far from the table's
   */
  public Optional<Reasoned<BigDecimal>> coal(BigDecimal amount, BigDecimal kgce, LocalDate date) {
    Optional<BigDecimal> usual = coal(BigDecimal.ONE, date).map(Reasoned::value);
    usual.ifPresent(one -> requireNear(kgce, one));
    BigDecimal all = amount.multiply(kgce);
    return usual.map(
        none ->
            new Reasoned<>(
                all,
                new Basis("GB/T 2589", "", Confidence.MEDIUM, "a measured factor was given"),
                List.of(
                    new Step(
                        zh + " 折标准煤（实测系数）",
                        word + " in standard coal (measured factor)",
                        "%s %s × %s".formatted(Shown.text(amount), unit, Shown.text(kgce)),
                        Shown.text(all) + " kgce"))));
  }

  private void requireNear(BigDecimal kgce, BigDecimal usual) {
    if (kgce.compareTo(usual.multiply(UNUSUAL)) > 0
        || kgce.multiply(UNUSUAL).compareTo(usual) < 0) {
      throw new LawException(
          LawException.Code.WRONG_UNIT,
          "kgce",
          "kgce (%s) must be for one %s of %s, which is about %s"
              .formatted(kgce.toPlainString(), unit, word, Shown.text(usual)));
    }
  }
}
