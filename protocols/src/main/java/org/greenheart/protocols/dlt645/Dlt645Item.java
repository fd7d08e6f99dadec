// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static java.util.Objects.requireNonNull;

/**
 * How the data of an identifier is written. Immutable.
 *
 * @param bytes of one value
 * @param decimals digits after the point
 * @param signed whether the top bit is the sign
 */
record Dlt645Item(
    String zh, String en, String unit, int bytes, int decimals, boolean signed, Form form) {
  enum Form {
    NUMBER,
    /** YYMMDD and the weekday. */
    DAY,
    /** hhmmss. */
    TIME,
    /** 12 digits. */
    ADDRESS,
    /** A number of three bytes and when it was: YYMMDDhhmm. */
    DEMAND
  }

  Dlt645Item {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(form, "form is null");
  }

  static Dlt645Item number(
      String zh, String en, String unit, int bytes, int decimals, boolean signed) {
    return new Dlt645Item(zh, en, unit, bytes, decimals, signed, Form.NUMBER);
  }
}
