// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * CO2 behind electricity and heat that are bought, less what is sold. The factor of electricity is
 * that of its area and of the year of the data: it is published a year or two later, and no other
 * year's stands in for it.
 */
public final class Purchased {
  private static final RuleTable GRID = Carbon.table("grid.tsv");
  private static final NameIndex AREAS = new NameIndex(GRID.rows(), "area", "zh");
  private static final String NATION = "China";

  private Purchased() {}

  /** The areas whose factor is known for some year. */
  public static List<String> areas() {
    return List.copyOf(AREAS.names());
  }

  /**
   * @param factor tCO2/MWh
   */
  public record Electricity(BigDecimal tCO2, BigDecimal factor, String area, int year) {
    public Electricity {
      requireNonNull(tCO2, "tCO2 is null");
      requireNonNull(factor, "factor is null");
      requireNonNull(area, "area is null");
    }
  }

  /**
   * @param mwh bought less sold; negative when more was sold
   * @param area a province, a region, or {@code China}; names in Chinese too
   * @param year of the data
   */
  public static Reasoned<Electricity> electricity(BigDecimal mwh, String area, int year) {
    String name = area.equalsIgnoreCase("national") ? NATION : AREAS.require("province", area);
    List<RuleRow> known =
        GRID.rows().stream().filter(row -> row.text("area").equals(name)).toList();
    RuleRow row =
        known.stream()
            .filter(one -> one.decimal("year").intValueExact() == year)
            .filter(Carbon.VERIFIED)
            .findFirst()
            .orElseThrow(() -> noFactor(name, year, known));
    BigDecimal factor = row.decimal("tco2_mwh");
    BigDecimal emission = mwh.multiply(factor);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "%s %s 年电力平均二氧化碳排放因子".formatted(row.text("zh"), year),
            "average factor of electricity, %s, %s".formatted(name, year),
            "",
            factor + " tCO2/MWh"));
    steps.add(
        new Step(
            "排放量 = 净购入电量 × 因子",
            "emission = net electricity × factor",
            "%s × %s".formatted(Shown.text(mwh), factor),
            Shown.text(emission) + " tCO2"));
    nation(name, year)
        .ifPresent(
            other ->
                steps.add(
                    new Step(
                        "对照：全国平均因子",
                        "for comparison: the national average",
                        "%s × %s".formatted(Shown.text(mwh), other),
                        Shown.text(mwh.multiply(other)) + " tCO2")));
    return new Reasoned<>(new Electricity(emission, factor, name, year), row.basis(), steps);
  }

  private static Optional<BigDecimal> nation(String name, int year) {
    return GRID.rows().stream()
        .filter(row -> !name.equals(NATION) && row.text("area").equals(NATION))
        .filter(row -> row.decimal("year").intValueExact() == year)
        .map(row -> row.decimal("tco2_mwh"))
        .findFirst();
  }

  private static LawException noFactor(String area, int year, List<RuleRow> known) {
    List<String> years =
        known.stream().filter(Carbon.VERIFIED).map(row -> row.text("year")).sorted().toList();
    return new LawException(
        LawException.Code.NO_RULE,
        "year",
        "the factor of %s is not known for year (%s); it is for %s"
            .formatted(area, year, String.join(", ", years)));
  }

  /**
   * @param gj bought less sold
   * @param factor tCO2/GJ of the supplier; nothing: the default
   */
  public static Reasoned<BigDecimal> heat(
      BigDecimal gj, Optional<BigDecimal> factor, LocalDate date) {
    RuleRow row = Carbon.defaultOf("heat", date);
    BigDecimal used =
        factor.map(one -> Check.within("factor", one, "0", "0.5")).orElse(row.decimal("value"));
    BigDecimal emission = gj.multiply(used);
    return new Reasoned<>(
        emission,
        row.basis(),
        List.of(
            new Step(
                "排放量 = 净购入热量 × 因子",
                "emission = net heat × factor",
                "%s × %s".formatted(Shown.text(gj), Exact.plain(used).toPlainString()),
                Shown.text(emission) + " tCO2")));
  }

  /**
   * Heat of steam in GJ: mass × (enthalpy − that of the water it was made of).
   *
   * @param massT t of steam
   * @param enthalpy kJ/kg
   */
  public static Reasoned<BigDecimal> steam(BigDecimal massT, BigDecimal enthalpy, LocalDate date) {
    Check.notNegative("massT", massT);
    Check.within("enthalpy", enthalpy, "2400", "3600");
    RuleRow water = Carbon.defaultOf("feed water", date);
    BigDecimal gj = massT.multiply(enthalpy.subtract(water.decimal("value"))).movePointLeft(3);
    Basis basis = water.basis();
    return new Reasoned<>(
        gj,
        basis,
        List.of(
            new Step(
                "蒸汽热量 = 质量 × (焓 − 83.74) ÷ 1000",
                "heat of steam = mass × (enthalpy − 83.74) / 1000",
                "%s × (%s − %s)/1000"
                    .formatted(Shown.text(massT), Shown.text(enthalpy), water.text("value")),
                Shown.text(gj) + " GJ")));
  }
}
