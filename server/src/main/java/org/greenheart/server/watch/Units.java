// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares symbols of units as people and devices write them. */
final class Units {
  private Units() {}

  /**
   * Whether a rule's numbers may be held against a signal's: the same unit, however it is written
   * (mg/m3, mg/m³). mg/m3 and ppm never fit: nothing is converted here.
   *
   * @param asked null for any
   * @param has null when the signal's unit is not known
   */
  static boolean fit(@Nullable String asked, @Nullable String has) {
    return asked == null || (has != null && plain(asked).equals(plain(has)));
  }

  private static String plain(String symbol) {
    return symbol
        .replace("³", "3")
        .replace("²", "2")
        .replace('μ', 'u')
        .replace('µ', 'u')
        .replace("℃", "°c")
        .replaceAll("[\\s^·.]", "")
        .toLowerCase(Locale.ROOT);
  }
}
