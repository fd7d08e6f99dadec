// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Equivalents that are not by mass: annex 2, tables 3 and 4. */
public final class SpecialEquivalents {
  /** Coliform and residual chlorine: only one of them is taxed. */
  public static final String GERMS = "germs";

  private static final RuleTable PH = Tax.table("ph.tsv");
  private static final RuleTable SPECIAL = Tax.table("special.tsv");
  private static final NameIndex SMALL =
      new NameIndex(
          SPECIAL.rows().stream().filter(row -> row.text("kind").equals("small")).toList(),
          "item",
          "zh");

  private SpecialEquivalents() {}

  /** The small sources that the law counts by heads, beds or sewage. */
  public static List<String> smallSources() {
    return List.copyOf(SMALL.names());
  }

  /** Sewage of a pH; 0 equivalents from 6 to 9, both included. */
  public static Reasoned<BigDecimal> ph(BigDecimal ph, BigDecimal volumeT, LocalDate date) {
    Check.within("ph", ph, "0", "14");
    Check.notNegative("volumeT", volumeT);
    RuleRow row = Tax.first(PH, date, one -> true, "pH");
    return PH.at(date).stream()
        .filter(one -> covers(one, ph))
        .findFirst()
        .map(
            band ->
                new Reasoned<>(
                    Exact.divide(volumeT, band.decimal("value")),
                    band.basis(),
                    List.of(
                        step(
                            "pH %s 的污染当量数 = 污水量 ÷ 当量值".formatted(Shown.text(ph)),
                            "pH %s: equivalents = sewage / value".formatted(Shown.text(ph)),
                            volumeT,
                            band.decimal("value")))))
        .orElseGet(
            () ->
                new Reasoned<>(
                    BigDecimal.ZERO,
                    row.basis(),
                    List.of(
                        new Step(
                            "pH 6–9 不计污染当量",
                            "no equivalents from pH 6 to 9",
                            Shown.text(ph),
                            "0"))));
  }

  /** The bands reach away from neutral: 5 is of 5 to 6, 9 of none, 10 of 9 to 10. */
  private static boolean covers(RuleRow row, BigDecimal ph) {
    boolean acid =
        ph.compareTo(row.decimal("acid_from")) >= 0 && ph.compareTo(row.decimal("acid_below")) < 0;
    boolean base =
        row.findDecimal("base_above").map(above -> ph.compareTo(above) > 0).orElse(false)
            && row.findDecimal("base_to").map(to -> ph.compareTo(to) <= 0).orElse(false);
    return acid || base;
  }

  /**
   * Coloured sewage.
   *
   * @param times how many times the colour exceeds its limit (色度超标倍数)
   */
  public static Reasoned<BigDecimal> colour(BigDecimal volumeT, BigDecimal times, LocalDate date) {
    Check.notNegative("volumeT", volumeT);
    Check.notNegative("times", times);
    RuleRow row = special("colour", date);
    BigDecimal equivalents = Exact.divide(volumeT.multiply(times), row.decimal("value"));
    return new Reasoned<>(
        equivalents,
        row.basis(),
        List.of(
            new Step(
                "色度污染当量数 = 污水量 × 超标倍数 ÷ 当量值",
                "colour: equivalents = sewage × times exceeded / value",
                "%s × %s/%s"
                    .formatted(
                        Shown.text(volumeT), Shown.text(times), Shown.text(row.decimal("value"))),
                Shown.text(equivalents))));
  }

  /**
   * Sewage whose coliforms exceed, or that a hospital treats with chlorine.
   *
   * @param item {@code coliform} or {@code chlorine}
   */
  public static Reasoned<BigDecimal> germs(String item, BigDecimal volumeT, LocalDate date) {
    Check.notNegative("volumeT", volumeT);
    return divided(special(item, date), volumeT);
  }

  /**
   * A small farm, enterprise or service, where neither monitoring nor a balance is possible. 0
   * equivalents where the source is too small to be taxed.
   *
   * @param source one of {@link #smallSources}, or its Chinese name
   * @param amount heads, birds, beds or t of sewage, as the source counts
   * @param size what is held against the least size: heads, birds or beds
   */
  public static Reasoned<BigDecimal> small(
      String source, BigDecimal amount, BigDecimal size, LocalDate date) {
    Check.notNegative("amount", amount);
    Check.notNegative("size", size);
    RuleRow row = special(SMALL.require("source", source), date);
    boolean taxed = row.findDecimal("least").map(least -> size.compareTo(least) > 0).orElse(true);
    if (taxed) {
      return divided(row, amount);
    }
    return new Reasoned<>(
        BigDecimal.ZERO,
        row.basis(),
        List.of(
            new Step(
                "规模不超过 %s，不征税".formatted(row.text("least")),
                "not above %s: not taxed".formatted(row.text("least")),
                Shown.text(size),
                "0")));
  }

  private static RuleRow special(String item, LocalDate date) {
    return Tax.first(SPECIAL, date, row -> row.text("item").equals(item), item);
  }

  private static Reasoned<BigDecimal> divided(RuleRow row, BigDecimal amount) {
    BigDecimal value = row.decimal("value");
    return new Reasoned<>(
        Exact.divide(amount, value),
        row.basis(),
        List.of(
            step(
                row.text("zh") + " 污染当量数 = 数量 ÷ 当量值",
                row.text("item") + ": equivalents = amount / value",
                amount,
                value)));
  }

  private static Step step(String zh, String en, BigDecimal amount, BigDecimal value) {
    return new Step(
        zh,
        en,
        "%s/%s".formatted(Shown.text(amount), Exact.plain(value).toPlainString()),
        Shown.text(Exact.divide(amount, value)));
  }
}
