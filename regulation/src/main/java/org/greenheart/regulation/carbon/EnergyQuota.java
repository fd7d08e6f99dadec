// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
 * Energy for one t or m2 of qualified product, held against the three levels of its quota: 1 is the
 * best, existing plants must meet 3.
 */
public final class EnergyQuota {
  private static final RuleTable TABLE = Carbon.table("quotas.tsv");
  private static final NameIndex PRODUCTS = new NameIndex(TABLE.rows(), "product", "zh");
  private static final int DIGITS = 2;

  /** So many times over or under the levels, the output is in another unit. */
  private static final BigDecimal UNUSUAL = BigDecimal.valueOf(8);

  private EnergyQuota() {}

  /** The products that have a quota. */
  public static List<String> products() {
    return List.copyOf(PRODUCTS.names());
  }

  /**
   * @param unit kgce for one t or m2, exact
   * @param per {@code t} or {@code m2}
   * @param level the best that it meets; nothing: not even the third
   * @param most what each level allows, from 1 on, with the thickness factor
   */
  public record Result(BigDecimal unit, String per, OptionalInt level, List<BigDecimal> most) {
    public Result {
      requireNonNull(unit, "unit is null");
      requireNonNull(per, "per is null");
      requireNonNull(level, "level is null");
      most = List.copyOf(most);
    }
  }

  /**
   * @param kgce energy in all
   * @param output qualified, in the unit of the quota
   * @param outputUnit {@code t} or {@code m2}; empty: that of the quota
   * @param thickness factor of tiles and boards, weighted by output; 1 without any of 15 mm or more
   */
  public static Reasoned<Result> of(
      String product,
      BigDecimal kgce,
      BigDecimal output,
      String outputUnit,
      BigDecimal thickness,
      LocalDate date) {
    Check.notNegative("kgce", kgce);
    Check.positive("output", output);
    Check.within("thickness", thickness, "1", "5");
    String name = PRODUCTS.require("product", product);
    RuleRow row =
        Carbon.first(TABLE, date, one -> one.text("product").equals(name), "the quota of " + name);
    String per = row.text("per");
    if (!outputUnit.isEmpty() && !outputUnit.equals(per)) {
      throw wrongUnit(name, per, "not " + outputUnit);
    }
    if (thickness.compareTo(BigDecimal.ONE) != 0 && row.find("thickness").isEmpty()) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "thickness",
          "thickness (%s) must be 1: the quota of %s has none".formatted(thickness, name));
    }
    List<BigDecimal> most = new ArrayList<>();
    for (String level : List.of("level1", "level2", "level3")) {
      most.add(row.decimal(level).multiply(thickness));
    }
    BigDecimal unit = Exact.divide(kgce, output);
    if (unit.compareTo(most.getLast().multiply(UNUSUAL)) > 0
        || unit.multiply(UNUSUAL).compareTo(most.getFirst()) < 0) {
      throw wrongUnit(
          name, per, "%s kgce/%s is far from its levels".formatted(Shown.text(unit), per));
    }
    BigDecimal shown = Exact.round(unit, DIGITS);
    OptionalInt level = OptionalInt.empty();
    for (int i = 0; i < most.size() && level.isEmpty(); i++) {
      level = unit.compareTo(most.get(i)) <= 0 ? OptionalInt.of(i + 1) : level;
    }
    return new Reasoned<>(
        new Result(unit, per, level, most),
        row.basis(),
        steps(row, kgce, output, shown, most, level));
  }

  private static List<Step> steps(
      RuleRow row,
      BigDecimal kgce,
      BigDecimal output,
      BigDecimal shown,
      List<BigDecimal> most,
      OptionalInt level) {
    return List.of(
        new Step(
            "单位产品综合能耗 = 综合能耗 ÷ 合格产量",
            "unit consumption = energy / qualified output",
            "%s/%s".formatted(Shown.text(kgce), Shown.text(output)),
            "%s kgce/%s".formatted(shown.toPlainString(), row.text("per"))),
        new Step(
            row.text("zh") + " 限额等级（1 级最先进；现有企业应达 3 级）",
            "levels of the quota (1 is the best; existing plants must meet 3)",
            "1: ≤ %s; 2: ≤ %s; 3: ≤ %s"
                .formatted(
                    Shown.text(most.get(0)), Shown.text(most.get(1)), Shown.text(most.get(2))),
            level.isPresent()
                ? "%s 级 level %s".formatted(level.getAsInt(), level.getAsInt())
                : "超过 3 级 above level 3"));
  }

  private static LawException wrongUnit(String product, String per, String why) {
    return new LawException(
        LawException.Code.WRONG_UNIT,
        "outputT",
        "the output of %s must be in %s: %s".formatted(product, per, why));
  }
}
