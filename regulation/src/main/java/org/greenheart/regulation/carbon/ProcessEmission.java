// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** CO2 that carbonates of the raw material give off when fired: F × η × Σ w × factor. */
public final class ProcessEmission {
  private static final RuleTable TABLE = Carbon.table("process.tsv");
  private static final NameIndex CARBONATES = new NameIndex(TABLE.rows(), "carbonate", "zh");

  /** The form 44/100 and 44/84 of the guideline: remembered, and agreed by its summary. */
  private static final Basis GUIDELINE =
      new Basis(
          "陶瓷生产企业温室气体排放核算指南 NDRC guideline 2013",
          "",
          Confidence.MEDIUM,
          "a knowledge base; memory");

  /** How the stoichiometric factor is written. */
  public enum Form {
    /** 44/100 and 44/84; carbonates without such a form by their molar masses. */
    GUIDELINE,
    /** From molar masses, five digits. */
    MOLAR
  }

  private ProcessEmission() {}

  /** The carbonates whose factor is known. */
  public static List<String> carbonates() {
    return List.copyOf(CARBONATES.names());
  }

  /**
   * @param rawT raw material used, t, dry
   * @param utilisation the part of it that is used, 0 to 1
   * @param fractions of the mass by carbonate, each 0 to 1
   * @throws LawException when the fractions are more than the whole: percents in their place
   */
  public static Reasoned<BigDecimal> of(
      BigDecimal rawT,
      BigDecimal utilisation,
      Map<String, BigDecimal> fractions,
      Form form,
      LocalDate date) {
    Check.notNegative("rawT", rawT);
    fraction("eta", utilisation);
    fractions.forEach(ProcessEmission::fraction);
    BigDecimal whole = fractions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    fraction("the carbonates together", whole);
    if (fractions.isEmpty()) {
      throw Check.noData("caco3", "an emission of carbonates needs the fraction of one");
    }
    BigDecimal used = rawT.multiply(utilisation);
    BigDecimal total = BigDecimal.ZERO;
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "利用的原料",
            "raw material used",
            "%s × %s".formatted(Shown.text(rawT), Exact.plain(utilisation).toPlainString()),
            Shown.text(used) + " t"));
    for (Map.Entry<String, BigDecimal> one : fractions.entrySet()) {
      String name = CARBONATES.require(one.getKey(), one.getKey());
      RuleRow row = Carbon.first(TABLE, date, each -> each.text("carbonate").equals(name), name);
      String written = form == Form.GUIDELINE ? row.find("guideline").orElse("") : "";
      BigDecimal emission =
          written.isEmpty()
              ? used.multiply(one.getValue()).multiply(row.decimal("molar"))
              : times(used.multiply(one.getValue()), written);
      total = total.add(emission);
      steps.add(
          new Step(
              row.text("zh") + " 分解排放",
              name + ": given off",
              "%s × %s × %s"
                  .formatted(
                      Shown.text(used),
                      Exact.plain(one.getValue()).toPlainString(),
                      written.isEmpty() ? row.text("molar") : written),
              Shown.text(emission) + " tCO2"));
    }
    steps.add(new Step("过程排放合计", "process emission", "", Shown.text(total) + " tCO2"));
    return new Reasoned<>(total, GUIDELINE, steps);
  }

  private static BigDecimal times(BigDecimal mass, String quotient) {
    List<String> parts = List.of(quotient.split("/", 2));
    return Exact.divide(
        mass.multiply(new BigDecimal(parts.getFirst())), new BigDecimal(parts.getLast()));
  }

  /** Percent written for a fraction is the usual mistake. */
  private static void fraction(String field, BigDecimal value) {
    Check.notNegative(field, value);
    if (value.compareTo(BigDecimal.ONE) > 0) {
      throw new LawException(
          LawException.Code.WRONG_UNIT,
          field,
          "%s (%s) must be a fraction from 0 to 1; 2.1 %% is 0.021"
              .formatted(field, value.toPlainString()));
    }
  }

  /**
   * The default of the utilisation, 0.9: unverified.
   *
   * @throws LawException always, until someone has verified it
   */
  public static BigDecimal defaultUtilisation(LocalDate date) {
    RuleRow row = Carbon.defaultOf("utilisation", date);
    if (!Carbon.VERIFIED.test(row)) {
      throw new LawException(
          LawException.Code.MISSING,
          "eta",
          "the input eta is missing: the default %s (%s) is unverified and not enabled"
              .formatted(row.text("value"), row.basis().source()));
    }
    return row.decimal("value");
  }
}
