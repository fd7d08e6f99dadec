// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyQuota;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/** Reads what a works makes, from a form or a row. */
final class ProductForm {
  private ProductForm() {}

  /**
   * @param known of which stays what is not said; null: nothing does
   * @throws RuleException for what breaks a rule: {@code product-unit}, {@code unknown-quota} ...
   */
  static Product read(long enterprise, Fields fields, @Nullable Product known) {
    Optional<String> quota = fields.find("quota");
    quota
        .filter(name -> !EnergyQuota.products().contains(name))
        .ifPresent(
            name -> {
              throw new RuleException(
                  "quota", "must be one of " + EnergyQuota.products(), name, "unknown-quota");
            });
    return new Product(
        0,
        enterprise,
        fields.text("code"),
        fields.text("name"),
        fields.find("nameEn").orElse(known == null ? null : known.nameEn()),
        CountedIn.word(fields.text("unit")),
        quota.orElse(known == null ? null : known.quota()),
        fields.findNumber("kilograms").orElse(known == null ? null : known.kilograms()));
  }
}
