// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Industry codes of GB/T 4754-2017: a section letter and two to four digits, {@code C3360}. The
 * first two digits are the division and tell the letter.
 */
public final class Industry {
  private static final Pattern SHAPE = Pattern.compile("[A-T]?\\d{2,4}");

  /** The last division of each section, A to T. */
  private static final int[] LAST_DIVISION = {
    5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97
  };

  private Industry() {}

  /**
   * Checks a code and puts the letter before it where it is missing.
   *
   * @throws RuleException {@code industry-shape}, {@code industry-section}
   */
  public static String check(String code) {
    String text =
        Checks.matching(
            "industry",
            code.toUpperCase(Locale.ROOT),
            SHAPE,
            "must be a letter A to T and 2 to 4 digits (GB/T 4754-2017)",
            "industry-shape");
    String digits = Character.isDigit(text.charAt(0)) ? text : text.substring(1);
    String full = section(code, Integer.parseInt(digits.substring(0, 2))) + digits;
    if (text.length() > digits.length() && !text.equals(full)) {
      throw new RuleException(
          "industry",
          "must be in section %s (GB/T 4754-2017)".formatted(full.charAt(0)),
          code,
          "industry-section");
    }
    return full;
  }

  private static char section(String code, int division) {
    for (int i = 0; division > 0 && i < LAST_DIVISION.length; i++) {
      if (division <= LAST_DIVISION[i]) {
        return (char) ('A' + i);
      }
    }
    throw new RuleException(
        "industry", "must be of a division 01 to 97 (GB/T 4754-2017)", code, "industry-section");
  }
}
