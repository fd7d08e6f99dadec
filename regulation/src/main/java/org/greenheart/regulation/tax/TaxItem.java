// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;

/**
 * A taxable pollutant of annex 2. Immutable.
 *
 * @param name {@code NOx}
 * @param valueKg kg of one pollution equivalent (污染当量值)
 * @param exclusive of the items with the same word only the largest is taxed at an outlet; empty:
 *     taxed for itself
 */
public record TaxItem(
    TaxGroup group, String name, String zh, BigDecimal valueKg, String exclusive, Basis basis) {
  public TaxItem {
    requireNonNull(group, "group is null");
    requireNonNull(name, "name is null");
    requireNonNull(zh, "zh is null");
    requireNonNull(exclusive, "exclusive is null");
    requireNonNull(basis, "basis is null");
    Check.positive("valueKg", valueKg);
  }
}
