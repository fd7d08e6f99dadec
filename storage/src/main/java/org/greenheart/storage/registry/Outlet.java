// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an enterprise discharges.
 *
 * @param id 0 while not kept yet
 * @param code by HJ 608: DA and digits for waste gas, DW and digits for waste water; unique within
 *     the enterprise
 * @param name Chinese
 */
public record Outlet(
    long id, long enterprise, String code, String name, @Nullable String nameEn, Medium medium) {
  private static final Pattern CODE = Pattern.compile("D[AW]\\d{3,4}");

  public Outlet {
    code =
        Checks.matching(
            "code",
            code.toUpperCase(Locale.ROOT),
            CODE,
            "must be DA or DW and three or four digits (HJ 608)",
            "outlet-code");
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    requireNonNull(medium, "medium is null");
    if (medium != mediumOf(code)) {
      throw new RuleException(
          "medium",
          "must be %s for outlet %s".formatted(mediumOf(code).text(), code),
          medium.text(),
          "outlet-medium");
    }
  }

  /** What the code says. */
  public static Medium mediumOf(String code) {
    return code.toUpperCase(Locale.ROOT).startsWith("DA") ? Medium.AIR : Medium.WATER;
  }
}
