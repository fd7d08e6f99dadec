// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.regex.Pattern;
import org.greenheart.storage.registry.RuleException;

/** GS1 keys: GTIN with its check digit (GS1 General Specifications 7.9). */
public final class Gs1 {
  private static final Pattern DIGITS = Pattern.compile("\\d{8}|\\d{12,14}");
  private static final int LENGTH = 14;

  private Gs1() {}

  /**
   * Checks a GTIN-8, -12, -13 or -14.
   *
   * @return with 14 digits, noughts before it
   * @throws RuleException {@code gtin-form}, {@code gtin-check}
   */
  public static String gtin(String field, String text) {
    String digits = text.strip();
    if (!DIGITS.matcher(digits).matches()) {
      throw new RuleException(field, "must have 8, 12, 13 or 14 digits", text, "gtin-form");
    }
    String whole = "0".repeat(LENGTH - digits.length()) + digits;
    String right = complete(whole.substring(0, LENGTH - 1));
    if (!whole.equals(right)) {
      throw new RuleException(
          field,
          "must end in %s by its check digit".formatted(right.charAt(LENGTH - 1)),
          text,
          "gtin-check");
    }
    return whole;
  }

  /** Adds the check digit to 13 digits. */
  static String complete(String first13) {
    int sum = 0;
    for (int i = 0; i < first13.length(); i++) {
      sum += (first13.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return first13 + (10 - sum % 10) % 10;
  }
}
