// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number, or the reason why the rule gives none. A formula over no data is marked, it never gives
 * a number that would be wrong. Immutable.
 */
public sealed interface Figure {

  /** A number that the rule gave. */
  record Given(BigDecimal value) implements Figure {
    public Given {
      requireNonNull(value, "value is null");
    }
  }

  /**
   * No number.
   *
   * @param code for programs, {@code o2-of-air}
   * @param zh why, in Chinese
   * @param en why, in English
   */
  record Absent(String code, String zh, String en) implements Figure {
    public Absent {
      requireNonNull(code, "code is null");
      requireNonNull(zh, "zh is null");
      requireNonNull(en, "en is null");
    }

    /** As a line of a working. */
    public Step step() {
      return new Step(zh, en, "", "—");
    }
  }

  static Figure of(BigDecimal number) {
    return new Given(number);
  }

  static Absent absent(String code, String zh, String en) {
    return new Absent(code, zh, en);
  }

  /** The number, if there is one. */
  default Optional<BigDecimal> number() {
    return switch (this) {
      case Given given -> Optional.of(given.value());
      case Absent absent -> Optional.empty();
    };
  }

  /** Why there is no number, if there is none. */
  default Optional<Absent> reason() {
    return switch (this) {
      case Given given -> Optional.empty();
      case Absent absent -> Optional.of(absent);
    };
  }
}
