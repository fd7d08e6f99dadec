// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * What one outlet discharged of one pollutant in one month, in pollution equivalents. Immutable.
 *
 * @param name as the declaration or the call names it
 * @param item the name in the annex
 * @param equivalents 污染当量数, exact
 * @param exclusive of the items with the same word only the largest is taxed; empty: none
 * @param working how the equivalents came out
 */
public record Discharge(
    String name,
    String item,
    TaxGroup group,
    BigDecimal equivalents,
    String exclusive,
    Basis basis,
    Step working) {
  public Discharge {
    requireNonNull(name, "name is null");
    requireNonNull(item, "item is null");
    requireNonNull(group, "group is null");
    requireNonNull(exclusive, "exclusive is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(working, "working is null");
    Check.notNegative(name, equivalents);
  }

  /**
   * An amount by its mass (Art. 8): equivalents = kg / equivalent value.
   *
   * @param name as the call names it
   */
  public static Discharge ofKg(String name, TaxItem item, BigDecimal kg) {
    Check.notNegative(name, kg);
    BigDecimal equivalents = Exact.divide(kg, item.valueKg());
    return new Discharge(
        name,
        item.name(),
        item.group(),
        equivalents,
        item.exclusive(),
        item.basis(),
        new Step(
            item.zh() + " 污染当量数 = 排放量 ÷ 当量值",
            item.name() + ": equivalents = kg / equivalent value",
            "%s/%s".formatted(Shown.text(kg), Exact.plain(item.valueKg()).toPlainString()),
            Shown.text(equivalents)));
  }

  /** Equivalents by their own rule: pH, colour, coliform, chlorine. */
  public static Discharge special(String name, String exclusive, Reasoned<BigDecimal> equivalents) {
    return new Discharge(
        name,
        name,
        TaxGroup.CLASS_2,
        equivalents.value(),
        exclusive,
        equivalents.basis(),
        equivalents.steps().getLast());
  }
}
