// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;

/**
 * Unified social credit codes (统一社会信用代码): 18 characters, the last one a check character.
 *
 * <p>GB 32100-2015, annex A: the first 17 characters, as values 0 to 30 in an alphabet without I,
 * O, S, V and Z, are weighted with 3^(i-1) mod 31; the check character brings the sum to a multiple
 * of 31.
 */
public final class CreditCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int BASE = 31;
  private static final int LENGTH = 18;

  private CreditCode() {}

  /**
   * Checks a code.
   *
   * @return in upper case, without spaces around it
   * @throws RuleException {@code credit-code-length}, {@code credit-code-character}, {@code
   *     credit-code-check}
   */
  public static String check(String code) {
    String text = Checks.text("creditCode", code).toUpperCase(Locale.ROOT);
    if (text.length() != LENGTH) {
      throw new RuleException(
          "creditCode", "must have 18 characters (GB 32100-2015)", code, "credit-code-length");
    }
    if (!text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)) {
      throw forbidden(code);
    }
    String right = complete(text.substring(0, LENGTH - 1));
    if (!text.equals(right)) {
      throw new RuleException(
          "creditCode",
          "must end in %s by its check digit (GB 32100-2015)".formatted(right.charAt(LENGTH - 1)),
          code,
          "credit-code-check");
    }
    return text;
  }

  /**
   * Adds the check character.
   *
   * @param first17 of the code, in upper case
   * @throws RuleException {@code credit-code-length}, {@code credit-code-character}
   */
  public static String complete(String first17) {
    if (first17.length() != LENGTH - 1) {
      throw new RuleException(
          "creditCode", "must have 17 characters before the check", first17, "credit-code-length");
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      int value = ALPHABET.indexOf(first17.charAt(i));
      if (value < 0) {
        throw forbidden(first17);
      }
      sum += value * weight;
      weight = weight * 3 % BASE;
    }
    return first17 + ALPHABET.charAt((BASE - sum % BASE) % BASE);
  }

  private static RuleException forbidden(String code) {
    return new RuleException(
        "creditCode",
        "must have digits and letters without I, O, S, V, Z (GB 32100-2015)",
        code,
        "credit-code-character");
  }
}
