// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/** The characters of frames, as bytes. */
final class Ascii {
  private Ascii() {}

  static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  static boolean isLetter(byte value) {
    int lower = value | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** The value of a hex digit of either case, or -1. */
  static int hexDigit(byte value) {
    if (isDigit(value)) {
      return value - '0';
    }
    int lower = value | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
