// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What treats waste gas or water before it is discharged.
 *
 * @param id 0 while not kept yet
 * @param code by HJ 608: TA and digits for gas, TW and digits for water; unique within the
 *     enterprise
 * @param name Chinese
 * @param process how it treats: spray tower, biological ...
 */
public record Facility(
    long id,
    long enterprise,
    String code,
    String name,
    @Nullable String nameEn,
    Medium medium,
    @Nullable String process) {
  private static final Pattern CODE = Pattern.compile("T[AW]\\d{3,4}");

  public Facility {
    code =
        Checks.matching(
            "code",
            code.toUpperCase(Locale.ROOT),
            CODE,
            "must be TA or TW and three or four digits (HJ 608)",
            "facility-code");
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    process = Checks.optional("process", process);
    requireNonNull(medium, "medium is null");
    if (medium != mediumOf(code)) {
      throw new RuleException(
          "medium",
          "must be %s for facility %s".formatted(mediumOf(code).text(), code),
          medium.text(),
          "facility-medium");
    }
  }

  /** What the code says. */
  public static Medium mediumOf(String code) {
    return code.toUpperCase(Locale.ROOT).startsWith("TA") ? Medium.AIR : Medium.WATER;
  }
}
