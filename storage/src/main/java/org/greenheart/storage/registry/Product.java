// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Set;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What a works makes.
 *
 * @param id 0 while not kept yet
 * @param code unique within the enterprise
 * @param unit of its amounts: {@code t}, {@code piece} or {@code m2}
 * @param quota the product of the energy quota that it is held against; null = none
 * @param kilograms mass of one piece or m2, above 0; null = not known, or counted in t
 */
public record Product(
    long id,
    long enterprise,
    String code,
    String name,
    @Nullable String nameEn,
    String unit,
    @Nullable String quota,
    @Nullable Decimal kilograms) {
  private static final Set<String> UNITS = Set.of("t", "piece", "m2");

  /**
   * @throws RuleException {@code product-unit}, {@code product-mass}
   */
  public Product {
    code = Checks.text("code", code);
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    quota = Checks.optional("quota", quota);
    if (!UNITS.contains(unit)) {
      throw new RuleException("unit", "must be t, piece or m2", unit, "product-unit");
    }
    if (kilograms != null && kilograms.unscaled() <= 0) {
      throw new RuleException("kilograms", "must be above 0", kilograms, "product-mass");
    }
  }
}
