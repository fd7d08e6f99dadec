// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Municipal sewage works (GB 18918-2002): limits by grade on daily means, the ammonia limit by the
 * water's temperature - exactly 12 °C takes the looser value - and, in grade 3, removal instead of
 * a concentration for strong sewage.
 */
public final class SewageWorks {
  /** The grades. */
  public static final List<String> GRADES = List.of("1A", "1B", "2", "3");

  private static final String STANDARD = "GB 18918-2002";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  // 2002 text, note to grade 3: above 350 mg/L COD (160 mg/L BOD5) in the influent, removal above
  // 60 % (50 %).
  private static final Basis BASIS = Basis.seen(STANDARD, "");

  /** A removal rule of grade 3. */
  public enum Strong {
    COD("350", "60"),
    BOD5("160", "50");

    private final BigDecimal above;
    private final BigDecimal removal;

    Strong(String above, String removal) {
      this.above = new BigDecimal(above);
      this.removal = new BigDecimal(removal);
    }

    /** What must be removed, more than this, in percent. */
    public BigDecimal removalPercent() {
      return removal;
    }
  }

  /**
   * What was removed.
   *
   * @param percent of what came in
   * @param byRemoval whether the removal was judged, not the concentration
   */
  public record Removal(BigDecimal percent, boolean byRemoval, boolean pass) {}

  private SewageWorks() {}

  /**
   * The limit of an item.
   *
   * @param grade {@code 1A}, {@code 1B}, {@code 2} or {@code 3}
   * @param temperatureC of the water; the ammonia limit needs it
   * @param built null: the works count as built since 2006, which is the stricter for phosphorus
   * @throws LawException when the grade sets no limit for the item, or a factor is missing
   */
  public static Reasoned<Limit> limit(
      String item,
      String grade,
      @Nullable BigDecimal temperatureC,
      @Nullable LocalDate built,
      LocalDate day) {
    Criteria criteria =
        Criteria.NONE
            .withGrade(grade)
            .withFacility("sewage works")
            .withTemperatureC(temperatureC)
            .withBuilt(built);
    String name = Items.shipped().nameOf(item);
    List<Limit> rows =
        LimitTable.shipped().stream()
            .filter(row -> row.scope().standard().equals(STANDARD))
            .filter(row -> row.item().equals(name) && row.validity().covers(day))
            .toList();
    List<Limit> fitting = Narrowing.fitting(rows, criteria, null, "");
    if (fitting.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "item",
          "%s sets no limit for %s in grade %s on %s".formatted(STANDARD, item, grade, day));
    }
    List<Step> steps = new ArrayList<>();
    if (built == null && Narrowing.demands(fitting).size() > 1 && name.equals("TP")) {
      criteria = criteria.withBuilt(LocalDate.of(2006, 1, 1));
      fitting = Narrowing.fitting(rows, criteria, null, "");
      steps.add(
          new Step(
              "未给出建成日期，按 2006 年 1 月 1 日起建设（较严）",
              "no build date given: as built since 2006-01-01, the stricter limit",
              "built",
              "2006-01-01"));
    }
    Reasoned<Limit> one = Narrowing.decide(name, fitting, criteria);
    Limit limit = one.value();
    steps.add(new Step("日均值限值", "limit on the daily mean", limit.describe(), limit.bound().text()));
    return one.after(steps);
  }

  /**
   * Judges influent against effluent, mg/L: in grade 3 by removal when the influent is strong, else
   * by the limit of the grade.
   *
   * @param in above 0
   * @param out not negative
   */
  public static Reasoned<Removal> removal(
      Strong item, String grade, BigDecimal in, BigDecimal out, LocalDate day) {
    StackHeightLimits.positive("in", in);
    Reasoned<Limit> limit = limit(item.name(), grade, null, null, day);
    BigDecimal percent = Exact.divide(in.subtract(out).multiply(HUNDRED), in);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "去除率",
            "removal",
            "(%s − %s) / %s × 100"
                .formatted(in.toPlainString(), out.toPlainString(), in.toPlainString()),
            Exact.text(percent, 4) + " %"));
    if (Words.sameGrade(grade, "3") && in.compareTo(item.above) > 0) {
      boolean pass = percent.compareTo(item.removal) > 0;
      steps.add(
          new Step(
              "三级标准，进水浓度高，按去除率判定",
              "grade 3, strong influent: judged by removal",
              "%s > %s mg/L: removal > %s %%"
                  .formatted(in.toPlainString(), item.above, item.removal),
              pass ? "pass" : "fail"));
      return new Reasoned<>(new Removal(percent, true, pass), BASIS, steps);
    }
    steps.addAll(limit.steps());
    Reasoned<Verdict> verdict =
        Judgement.of(limit.value(), Measured.of(out, "mg/L", Averaging.DAY));
    steps.addAll(verdict.steps());
    return new Reasoned<>(
        new Removal(percent, false, !verdict.value().exceeded()), verdict.basis(), steps);
  }
}
