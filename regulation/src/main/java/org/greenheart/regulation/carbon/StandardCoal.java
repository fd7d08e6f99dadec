// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * Energy in standard coal (折标准煤): amounts × kgce for one unit. A carrier is counted in the unit of
 * the table (kg, m3, kWh, MJ) unless its name says another: {@code diesel (t)}, {@code electricity
 * (MWh)}, {@code natural gas (1e4m3)}.
 */
public final class StandardCoal {
  private static final RuleTable TABLE = Carbon.table("standard-coal.tsv");
  private static final NameIndex CARRIERS = new NameIndex(TABLE.rows(), "carrier", "zh", "aliases");
  private static final Pattern WITH_UNIT = Pattern.compile("(.+)[（(]\\s*([^()（）]+?)\\s*[)）]");

  /** How many of the table's unit one of another is. */
  private static final Map<String, Map<String, String>> UNITS =
      Map.of(
          "kg",
              Map.of(
                  "kg",
                  "1",
                  "t",
                  "1000",
                  "g",
                  "0.001",
                  "1e4t",
                  "10000000",
                  "万吨",
                  "10000000",
                  "吨",
                  "1000"),
          "m3",
              Map.of(
                  "m3", "1", "1e4m3", "10000", "1e4nm3", "10000", "nm3", "1", "万m3", "10000",
                  "万立方米", "10000"),
          "kWh",
              Map.of(
                  "kwh", "1", "mwh", "1000", "gwh", "1000000", "1e4kwh", "10000", "万kwh", "10000",
                  "度", "1"),
          "MJ", Map.of("mj", "1", "gj", "1000", "tj", "1000000", "kj", "0.001"));

  /** kJ of 1 kgce: 7 000 kcal of 20 °C (GB/T 2589, 3.7 as secondary sources have it). */
  private static final BigDecimal HEAT = new BigDecimal("29307.6");

  private StandardCoal() {}

  /** What a heat comes to, kgce. */
  public static BigDecimal ofHeat(BigDecimal gj) {
    return Exact.divide(gj.movePointRight(6), HEAT);
  }

  /** The carriers that the table knows. */
  public static List<String> carriers() {
    return List.copyOf(CARRIERS.names());
  }

  /**
   * @param kgce by carrier, as the call names it
   */
  public record Balance(Map<String, BigDecimal> kgce, BigDecimal totalKgce) {
    public Balance {
      kgce = Collections.unmodifiableMap(new LinkedHashMap<>(kgce));
      requireNonNull(totalKgce, "totalKgce is null");
    }

    /** The sum in t of standard coal. */
    public BigDecimal tce() {
      return totalKgce.movePointLeft(3);
    }
  }

  /**
   * What was used: bought less sold, and what the stock gave.
   *
   * @param amounts by carrier; negative when more was sold than bought
   */
  public static Reasoned<Balance> of(Map<String, BigDecimal> amounts, LocalDate date) {
    if (amounts.isEmpty()) {
      throw Check.noData("amounts", "a balance needs at least one carrier");
    }
    Map<String, BigDecimal> kgce = new LinkedHashMap<>();
    Map<String, String> seen = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    Confidence confidence = Confidence.HIGH;
    Basis basis = TABLE.rows().getFirst().basis();
    for (Map.Entry<String, BigDecimal> one : amounts.entrySet()) {
      Carrier carrier = find(one.getKey()).orElseThrow(() -> unknown(one.getKey()));
      RuleRow row =
          Carbon.first(
              TABLE, date, each -> each.text("carrier").equals(carrier.name()), carrier.name());
      once(seen, carrier.name(), one.getKey());
      BigDecimal amount = one.getValue().multiply(carrier.factor(row));
      BigDecimal coal = amount.multiply(row.decimal("kgce"));
      kgce.put(one.getKey(), coal);
      total = total.add(coal);
      confidence = confidence.and(row.basis().confidence());
      steps.add(
          new Step(
              row.text("zh") + " 折标准煤",
              carrier.name() + " in standard coal",
              "%s %s × %s".formatted(Shown.text(amount), row.text("unit"), row.text("kgce")),
              Shown.text(coal) + " kgce"));
    }
    steps.add(new Step("综合能耗", "energy in all", "", Shown.text(total.movePointLeft(3)) + " tce"));
    return new Reasoned<>(
        new Balance(kgce, total),
        new Basis(basis.document(), basis.clause(), confidence, basis.source()),
        steps);
  }

  private static void once(Map<String, String> seen, String carrier, String name) {
    String before = seen.put(carrier, name);
    if (before != null) {
      throw new LawException(
          LawException.Code.CONFLICT,
          name,
          "%s and %s are the same carrier: one sum is wanted".formatted(before, name));
    }
  }

  private static LawException unknown(String name) {
    return new LawException(
        LawException.Code.OUT_OF_RANGE,
        name,
        "%s must be one of %s".formatted(name, String.join(", ", CARRIERS.names())));
  }

  /** A carrier and the unit that its name says; an empty unit is the table's. */
  private record Carrier(String name, String unit) {
    BigDecimal factor(RuleRow row) {
      String own = row.text("unit");
      String factor =
          unit.isEmpty()
              ? "1"
              : UNITS.getOrDefault(own, Map.of()).get(unit.toLowerCase(Locale.ROOT));
      if (factor == null) {
        throw new LawException(
            LawException.Code.WRONG_UNIT,
            name,
            "%s in %s cannot be counted in %s".formatted(name, unit, own));
      }
      return new BigDecimal(factor);
    }
  }

  private static Optional<Carrier> find(String text) {
    Optional<String> whole = CARRIERS.find(text);
    if (whole.isPresent()) {
      return whole.map(name -> new Carrier(name, ""));
    }
    Matcher matcher = WITH_UNIT.matcher(text.strip());
    return matcher.matches()
        ? CARRIERS
            .find(matcher.group(1))
            .map(name -> new Carrier(name, matcher.group(2).replace("³", "3").replace("⁴", "4")))
        : Optional.empty();
  }
}
