// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/**
 * Who discharges and answers for it.
 *
 * @param id 0 while not kept yet
 * @param creditCode unified social credit code, checked by {@link CreditCode}; unique
 * @param name Chinese
 * @param industry GB/T 4754 code, checked by {@link Industry}
 * @param area id; 0 = none
 */
public record Enterprise(
    long id,
    String creditCode,
    String name,
    @Nullable String nameEn,
    String industry,
    long area,
    @Nullable String address) {
  public Enterprise {
    creditCode = CreditCode.check(creditCode);
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    industry = Industry.check(industry);
    address = Checks.optional("address", address);
  }
}
