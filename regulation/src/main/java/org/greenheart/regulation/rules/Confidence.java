// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.util.Locale;

/**
 * How sure it is that a rule says what the law says. A rule of low confidence ships disabled: it
 * judges nothing until an operator has checked it against the text and enabled it.
 */
public enum Confidence {
  /** The text of the standard was read. */
  HIGH,
  /** Independent sources agree; the text itself was not read. */
  MEDIUM,
  /** One source, or from memory. */
  LOW;

  /** {@code high}, {@code medium} or {@code low}, as tables write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The less sure of the two: a result is as sure as the weakest rule in it. */
  public Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * @throws IllegalArgumentException when it is none of them
   */
  public static Confidence ofWord(String word) {
    for (Confidence confidence : values()) {
      if (confidence.word().equals(word)) {
        return confidence;
      }
    }
    throw new IllegalArgumentException(
        "confidence (%s) must be high, medium or low".formatted(word));
  }
}
