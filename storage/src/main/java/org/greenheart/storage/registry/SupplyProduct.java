// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an enterprise makes or sells.
 *
 * @param id 0 for a new one
 * @param owner an enterprise
 * @param code its own number for it, unique with the owner
 * @param gtin GS1's number of 14 digits, unique with the owner; null where it has none
 * @param unit in which it is counted: {@code pcs}, {@code t}, {@code m2}
 * @param offered whether partners see it in the catalogue
 * @param version counts the changes
 */
public record SupplyProduct(
    long id,
    long owner,
    String code,
    @Nullable String gtin,
    String name,
    @Nullable String nameEn,
    String unit,
    boolean offered,
    int version) {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,47}");
  private static final Pattern GTIN = Pattern.compile("\\d{14}");

  /**
   * @throws RuleException {@code product-code}, {@code gtin-form} and those of texts
   */
  public SupplyProduct {
    code =
        Checks.matching(
            "code", code, CODE, "must have 1 to 48 letters, digits and . _ / -", "product-code");
    gtin = Checks.optional("gtin", gtin);
    if (gtin != null) {
      gtin = Checks.matching("gtin", gtin, GTIN, "must have 14 digits", "gtin-form");
    }
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    unit = Checks.text("unit", unit);
  }
}
