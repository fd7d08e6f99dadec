// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;

/** What is discharged into. */
public enum Medium {
  AIR,
  WATER;

  /** The word in the database: {@code air}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Medium ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Unit of concentrations: mg/m3 or mg/L. */
  public String unit() {
    return switch (this) {
      case AIR -> "mg/m3";
      case WATER -> "mg/L";
    };
  }

  /** The mean that limits are about where nothing else is said: hour for air, day for water. */
  public Interval averaging() {
    return switch (this) {
      case AIR -> Interval.HOUR;
      case WATER -> Interval.DAY;
    };
  }
}
