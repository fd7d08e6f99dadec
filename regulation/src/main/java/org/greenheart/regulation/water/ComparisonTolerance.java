// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * How far the instrument of a waste-water outlet may be from the laboratory (HJ 355-2019). Which
 * band counts is decided by the laboratory's value.
 */
public final class ComparisonTolerance {
  /** Pairs that a comparison needs. */
  public static final int LEAST_PAIRS = 3;

  private static final RuleTable TABLE =
      RuleTable.resource(ComparisonTolerance.class, "comparison.tsv");

  private ComparisonTolerance() {}

  /** The items that have a tolerance. */
  public static List<String> items() {
    return TABLE.rows().stream().map(row -> row.text("item")).distinct().toList();
  }

  /**
   * One pair. Immutable.
   *
   * @param error instrument − laboratory, in the unit of the tolerance
   * @param tolerance most that the error may be, either way
   * @param percent whether both are percent of the laboratory's value, else the item's unit
   */
  public record Pair(BigDecimal error, BigDecimal tolerance, boolean percent) {
    public Pair {
      requireNonNull(error, "error is null");
      requireNonNull(tolerance, "tolerance is null");
    }

    public boolean within() {
      return error.abs().compareTo(tolerance) <= 0;
    }
  }

  /**
   * Judges pairs, each by itself.
   *
   * @param instrument its values
   * @param laboratory as many
   * @throws LawException for an unknown item, or lists of two lengths or none
   */
  public static Reasoned<List<Pair>> of(
      String item, List<BigDecimal> instrument, List<BigDecimal> laboratory, LocalDate date) {
    Check.sameLength("instrument", instrument, "laboratory", laboratory);
    if (instrument.isEmpty()) {
      throw Check.noData("instrument", "a comparison needs pairs");
    }
    String word = word(item);
    List<Step> steps = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    Basis basis = row(word, laboratory.getFirst(), date).basis();
    for (int i = 0; i < instrument.size(); i++) {
      BigDecimal reference = laboratory.get(i);
      if (!word.equals(WaterItem.TEMPERATURE.word())) {
        Check.notNegative("laboratory[%s]".formatted(i), reference);
        Check.notNegative("instrument[%s]".formatted(i), instrument.get(i));
      }
      pairs.add(pair(instrument.get(i), reference, row(word, reference, date), steps));
    }
    return new Reasoned<>(pairs, basis, steps);
  }

  private static Pair pair(
      BigDecimal instrument, BigDecimal reference, RuleRow row, List<Step> steps) {
    boolean percent = row.text("kind").equals("percent");
    BigDecimal error = instrument.subtract(reference);
    if (percent) {
      if (reference.signum() == 0) {
        throw new LawException(
            LawException.Code.OUT_OF_RANGE,
            "laboratory",
            "laboratory (0) must be above 0 for an error in percent of it");
      }
      error = Exact.divide(error.multiply(BigDecimal.valueOf(100)), reference);
    }
    Pair pair = new Pair(error, row.decimal("tolerance"), percent);
    steps.add(
        new Step(
            percent
                ? "相对误差，允许 ±%s%%".formatted(row.text("tolerance"))
                : "绝对误差，允许 ±" + row.text("tolerance"),
            "error, ±%s%s allowed".formatted(row.text("tolerance"), percent ? " %" : ""),
            "%s − %s".formatted(Shown.text(instrument), Shown.text(reference)),
            Shown.text(error) + (pair.within() ? ": within" : ": beyond")));
    return pair;
  }

  private static RuleRow row(String word, BigDecimal reference, LocalDate date) {
    List<RuleRow> rows =
        TABLE.at(date).stream().filter(row -> row.text("item").equals(word)).toList();
    if (rows.isEmpty() && items().contains(word)) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "date",
          "date (%s) has no known tolerance of comparisons".formatted(date));
    }
    return rows.stream()
        .filter(
            row -> row.findDecimal("from").map(from -> reference.compareTo(from) >= 0).orElse(true))
        .filter(
            row ->
                row.findDecimal("below").map(below -> reference.compareTo(below) < 0).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                items().contains(word)
                    ? new LawException(
                        LawException.Code.OUT_OF_RANGE,
                        "laboratory",
                        "laboratory (%s) must not be negative".formatted(reference))
                    : new LawException(
                        LawException.Code.OUT_OF_RANGE,
                        "item",
                        "item (%s) must be one of %s".formatted(word, String.join(", ", items()))));
  }

  private static String word(String item) {
    return item.equalsIgnoreCase("flow")
        ? "flow"
        : WaterItem.find(item).map(WaterItem::word).orElse(item);
  }
}
