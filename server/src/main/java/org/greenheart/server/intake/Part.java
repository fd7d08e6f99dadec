// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

/** Where a field of the data area goes in a row. */
enum Part {
  RTD("Rtd"),
  AVG("Avg"),
  MIN("min"),
  MAX("max"),
  TOTAL("total"),
  CORRECTED("corrected"),
  CORRECTED_MIN("correctedMin"),
  CORRECTED_MAX("correctedMax"),
  RAW("raw"),
  FLAG("flag"),
  MAKER_FLAG("makerFlag"),
  /** Kept under its sent name. */
  OTHER("");

  private final String parameter;

  Part(String parameter) {
    this.parameter = parameter;
  }

  /** The name under which a row keeps it beside result and flag; empty for {@link #OTHER}. */
  String parameter() {
    return parameter;
  }

  /** What the standard says that this field is: a number, but for marks and what we do not know. */
  boolean isNumber() {
    return switch (this) {
      case RTD, AVG, MIN, MAX, TOTAL, CORRECTED, CORRECTED_MIN, CORRECTED_MAX, RAW -> true;
      case FLAG, MAKER_FLAG, OTHER -> false;
    };
  }

  /**
   * @param part what follows the hyphen, in the spelling of the standard
   */
  static Part of(String part) {
    return switch (part) {
      case "Rtd" -> RTD;
      case "Avg" -> AVG;
      case "Min" -> MIN;
      case "Max" -> MAX;
      case "Cou" -> TOTAL;
      case "ZsRtd", "ZsAvg" -> CORRECTED;
      case "ZsMin" -> CORRECTED_MIN;
      case "ZsMax" -> CORRECTED_MAX;
      case "RawAvg" -> RAW;
      case "Flag" -> FLAG;
      case "EFlag" -> MAKER_FLAG;
      default -> OTHER;
    };
  }
}
