// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * Tax of solid waste: what was generated less what was lawfully stored, disposed of and used
 * (Regulation Art. 5); all that was generated where waste was dumped or falsely declared
 * (Regulation Art. 6).
 */
public final class SolidWasteTax {
  private static final RuleTable TABLE = Tax.table("solid-waste.tsv");
  private static final NameIndex KINDS = new NameIndex(TABLE.rows(), "item", "zh", "aliases");

  private SolidWasteTax() {}

  /** The kinds of waste that the law knows. */
  public static List<String> kinds() {
    return List.copyOf(KINDS.names());
  }

  /**
   * A month's waste, in t.
   *
   * @param storedT lawfully stored
   * @param disposedT lawfully disposed of
   * @param usedT lawfully used (综合利用)
   */
  public record Waste(
      BigDecimal generatedT, BigDecimal storedT, BigDecimal disposedT, BigDecimal usedT) {
    public Waste {
      Check.notNegative("generatedT", generatedT);
      Check.notNegative("storedT", storedT);
      Check.notNegative("disposedT", disposedT);
      Check.notNegative("usedT", usedT);
    }

    /** What is taxed, in t, when nothing was dumped. */
    public BigDecimal dischargedT() {
      return generatedT.subtract(storedT).subtract(disposedT).subtract(usedT);
    }
  }

  /**
   * @param dumped illegally dumped, or falsely declared
   * @throws LawException when more went away than there was: older stock must be told apart
   */
  public static Reasoned<BigDecimal> of(String kind, Waste waste, boolean dumped, LocalDate date) {
    requireNonNull(waste, "waste is null");
    String item = KINDS.require("kind", kind);
    RuleRow row = Tax.first(TABLE, date, one -> one.text("item").equals(item), item);
    BigDecimal taxedT = dumped ? waste.generatedT() : waste.dischargedT();
    if (taxedT.signum() < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "generatedT",
          "generatedT (%s) must not be less than stored, disposed and used together"
              .formatted(waste.generatedT().toPlainString()));
    }
    BigDecimal tax = Tax.yuan(taxedT.multiply(row.decimal("yuan_t")));
    Step amount =
        dumped
            ? new Step(
                "非法倾倒或虚假申报：按产生量",
                "dumped or falsely declared: all that was generated",
                "",
                Shown.text(taxedT) + " t")
            : new Step(
                "排放量 = 产生量 − 贮存 − 处置 − 综合利用",
                "discharged = generated − stored − disposed − used",
                "%s − %s − %s − %s"
                    .formatted(
                        Shown.text(waste.generatedT()),
                        Shown.text(waste.storedT()),
                        Shown.text(waste.disposedT()),
                        Shown.text(waste.usedT())),
                Shown.text(taxedT) + " t");
    return new Reasoned<>(
        tax,
        row.basis(),
        List.of(
            amount,
            new Step(
                row.text("zh") + " 税额",
                "tax of " + item,
                "%s × %s".formatted(Shown.text(taxedT), Shown.text(row.decimal("yuan_t"))),
                tax.toPlainString() + " yuan")));
  }
}
