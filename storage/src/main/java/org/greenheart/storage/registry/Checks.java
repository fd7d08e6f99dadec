// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that several records of the place side share. */
final class Checks {
  private static final int LONGEST = 200;

  private Checks() {}

  /** A text that must be there, without spaces around it. */
  static String text(String field, String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      throw new RuleException(field, "must not be blank", value, "blank");
    }
    if (text.length() > LONGEST) {
      throw new RuleException(field, "must have at most 200 characters", value, "too-long");
    }
    return text;
  }

  /** A text that may be missing; blank counts as missing. */
  static @Nullable String optional(String field, @Nullable String value) {
    return value == null || value.isBlank() ? null : text(field, value);
  }

  /**
   * A period that ends after it begins.
   *
   * @throws RuleException {@code period-order}
   */
  static void order(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new RuleException("to", "must be after from (%s)".formatted(from), to, "period-order");
    }
  }

  static String matching(String field, String value, Pattern pattern, String rule, String code) {
    String text = text(field, value);
    if (!pattern.matcher(text).matches()) {
      throw new RuleException(field, rule, value, code);
    }
    return text;
  }
}
