// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Yuan for one pollution equivalent (Art. 6): a province sets it within the bounds of annex 1. */
public final class TaxRates {
  private static final RuleTable TABLE = Tax.table("rates.tsv");
  private static final NameIndex PROVINCES = new NameIndex(TABLE.rows(), "province", "zh");

  private TaxRates() {}

  /** The provinces whose rates are known. */
  public static List<String> provinces() {
    return List.copyOf(PROVINCES.names());
  }

  /**
   * The rate of a province.
   *
   * @throws LawException when it is not known, or not on that day
   */
  public static Reasoned<BigDecimal> of(String province, TaxMedium medium, LocalDate date) {
    String name = PROVINCES.require("province", province);
    RuleRow row =
        Tax.first(
            TABLE,
            date,
            one -> one.text("province").equals(name) && one.text("medium").equals(medium.word()),
            "%s in %s".formatted(medium.word(), name));
    return new Reasoned<>(
        row.decimal("yuan"), row.basis(), List.of(step(row.decimal("yuan"), row.text("zh"), name)));
  }

  /**
   * A rate that a call gives.
   *
   * @throws LawException when no province may set it so: it is of another medium or no rate at all
   */
  public static Reasoned<BigDecimal> given(BigDecimal yuan, TaxMedium medium, LocalDate date) {
    BigDecimal least = Tax.term(medium.word() + " least rate", date);
    BigDecimal most = Tax.term(medium.word() + " most rate", date);
    if (yuan.compareTo(least) < 0 || yuan.compareTo(most) > 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "rate",
          "rate (%s) must be from %s to %s yuan for one equivalent of %s (annex 1)"
              .formatted(yuan.toPlainString(), least, most, medium.word()));
    }
    return new Reasoned<>(yuan, Tax.law("Art. 6; Annex 1"), List.of(step(yuan, "给定", "given")));
  }

  private static Step step(BigDecimal yuan, String zh, String en) {
    return new Step(
        "单位税额（%s）".formatted(zh), "rate (%s)".formatted(en), "", Shown.text(yuan) + " yuan");
  }
}
