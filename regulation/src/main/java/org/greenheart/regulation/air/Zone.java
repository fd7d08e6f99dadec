// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.util.Locale;
import org.greenheart.regulation.rules.LawException;

/** The functional zones of ambient air, GB 3095: each has its level of limits. */
public enum Zone {
  /** 一类区: nature reserves, scenic areas; level 1. */
  FIRST(1),
  /** 二类区: where people live and work; level 2. */
  SECOND(2);

  private final int level;

  Zone(int level) {
    this.level = level;
  }

  /** 1 or 2. */
  public int level() {
    return level;
  }

  /**
   * By the number of its level: {@code 1}, {@code L1}, {@code 一级}.
   *
   * @param field for the message
   * @throws LawException when it is neither
   */
  public static Zone of(String field, String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "1", "L1", "I", "一级" -> FIRST;
      case "2", "L2", "II", "二级" -> SECOND;
      default ->
          throw new LawException(
              LawException.Code.OUT_OF_RANGE,
              field,
              "%s (%s) must be 1 or 2".formatted(field, text));
    };
  }
}
