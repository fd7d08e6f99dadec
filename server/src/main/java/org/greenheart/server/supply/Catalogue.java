// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.Optional;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/** What enterprises offer, each in a catalogue of its own. */
final class Catalogue {
  private Catalogue() {}

  /**
   * Adds or changes a product.
   *
   * @throws RuleException {@code product-code-taken}, {@code gtin-taken}: by another product of the
   *     owner; what others write down is theirs. {@code product-unit-used}: both sides have agreed
   *     on amounts in the unit, and they would silently be others
   */
  static SupplyProduct put(Tables tables, SupplyProduct product) {
    String unit = tables.supply().product(product.id()).map(SupplyProduct::unit).orElse(null);
    if (unit != null && !unit.equals(product.unit()) && tables.supply().isCounted(product.id())) {
      throw new RuleException(
          "unit",
          "must stay %s, in which amounts of it are kept: enter another product".formatted(unit),
          product.unit(),
          "product-unit-used");
    }
    if (isOther(tables.supply().product(product.owner(), product.code()), product)) {
      throw new RuleException(
          "code",
          "must be another than those of one's products",
          product.code(),
          "product-code-taken");
    }
    String gtin = product.gtin();
    if (gtin != null && isOther(tables.supply().withGtin(product.owner(), gtin), product)) {
      throw new RuleException(
          "gtin", "must be another than those of one's products", gtin, "gtin-taken");
    }
    return tables.supply().put(product);
  }

  private static boolean isOther(Optional<SupplyProduct> found, SupplyProduct product) {
    return found.filter(each -> each.id() != product.id()).isPresent();
  }
}
