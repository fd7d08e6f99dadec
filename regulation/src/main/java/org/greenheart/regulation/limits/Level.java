// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.Locale;

/** Who sets a limit, in the order in which they are asked. */
public enum Level {
  /** The pollutant discharge permit of one outlet (排污许可证). */
  PERMIT("排污许可证"),
  /** A standard of a province or city (地方标准). */
  LOCAL("地方标准"),
  /** A national standard (国家标准). */
  NATIONAL("国家标准");

  private final String zh;

  Level(String zh) {
    this.zh = zh;
  }

  /** {@code permit}, {@code local} or {@code national}, as tables write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code 地方标准}. */
  public String zh() {
    return zh;
  }

  /**
   * @throws IllegalArgumentException when it is none of them
   */
  public static Level ofWord(String word) {
    for (Level level : values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "level (%s) must be permit, local or national".formatted(word));
  }
}
