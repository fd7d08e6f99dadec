// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * Checks single fields of a data area against the field tables of the standard. Remembers what only
 * the whole message can judge. Used once.
 */
final class FieldChecks {
  private static final int MOST_FRACTION_DIGITS = 6;

  private final String st;
  private final String cn;
  private final Deviations deviations;
  private boolean modernCode;
  private boolean measured;
  private String dataTime = "";

  /** The last code that was noted as one of another medium: noted once for all its fields. */
  private String strange = "";

  private int dataTimeOffset = -1;

  FieldChecks(String st, String cn, Deviations deviations) {
    this.st = st;
    this.cn = cn;
    this.deviations = deviations;
  }

  /** Whether a code of the 2017 shape, a letter and five digits, was seen. */
  boolean sawModernCode() {
    return modernCode;
  }

  /** Whether the fields of one factor belong into one item: 2062 gives each its own. */
  boolean factorsStayTogether() {
    return !cn.equals("2062");
  }

  void check(Field field, int nameOffset, int valueOffset) {
    if (field.name().isEmpty()) {
      deviations.add(DeviationCode.FIELD_WITHOUT_NAME, nameOffset);
    } else if (misspelt(field)) {
      deviations.add(DeviationCode.NAME_SPELLING, nameOffset);
    }
    if (field.value().isBlank()) {
      deviations.add(DeviationCode.VALUE_EMPTY, valueOffset);
    }
    if (field.code().isEmpty()) {
      checkPlain(field, nameOffset, valueOffset);
    } else {
      checkCoded(field, nameOffset, valueOffset);
    }
  }

  /** Checks DataTime, which 2005 writes with 14 or 17 digits. */
  void checkDataTime(Hj212Version version, int contentOffset) {
    if (dataTimeOffset < 0) {
      if (measured) {
        deviations.add(DeviationCode.DATA_TIME_MISSING, contentOffset);
      }
      return;
    }
    String text = dataTime.strip();
    boolean form =
        Hj212Time.digits(text)
            && (text.length() == 14 || (text.length() == 17 && version == Hj212Version.V2005));
    if (!form) {
      deviations.add(DeviationCode.DATA_TIME_FORM, dataTimeOffset);
    }
    var time = Hj212Time.parse(text);
    if (time.isPresent()) {
      if (time.get().getYear() <= 2000) {
        deviations.add(DeviationCode.CLOCK_RESET, dataTimeOffset);
      }
    } else if (form) {
      deviations.add(DeviationCode.DATA_TIME_IMPOSSIBLE, dataTimeOffset);
    }
  }

  private void checkPlain(Field field, int nameOffset, int valueOffset) {
    switch (field.part()) {
      case "DataTime" -> {
        if (dataTimeOffset < 0) {
          dataTime = field.value();
          dataTimeOffset = valueOffset;
        }
      }
      case "Flag", "Rtd", "Avg", "Min", "Max", "Cou" ->
          deviations.add(DeviationCode.FACTOR_MISSING, nameOffset);
      default -> {
        // Any value is taken as it is.
      }
    }
  }

  private void checkCoded(Field field, int nameOffset, int valueOffset) {
    String code = field.code();
    boolean modern = isModern(code);
    modernCode |= modern;
    if (modern && !code.equals(strange) && isOtherMedium(code.charAt(0))) {
      strange = code;
      deviations.add(DeviationCode.FACTOR_OF_OTHER_MEDIUM, nameOffset);
    }
    switch (field.part()) {
      case "Rtd",
          "Avg",
          "Min",
          "Max",
          "Cou",
          "ZsRtd",
          "ZsAvg",
          "ZsMin",
          "ZsMax",
          "RawAvg",
          "Data",
          "DayData",
          "NightData",
          "RS",
          "RT" -> {
        measured = true;
        // The values of production conditions (p99101) are text.
        if (code.charAt(0) != 'p') {
          checkNumber(field.value(), valueOffset);
        }
      }
      case "Flag" -> {
        String mark = field.value().strip();
        if (!mark.isEmpty() && (mark.length() > 1 || "NFMSDCTBP0123".indexOf(mark.charAt(0)) < 0)) {
          deviations.add(DeviationCode.MARK_UNKNOWN, valueOffset);
        }
      }
      default -> {
        // Any value is taken as it is.
      }
    }
  }

  private void checkNumber(String value, int offset) {
    String text = value.strip();
    int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int digits = 0;
    int point = -1;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        digits = 0;
        break;
      }
    }
    if (digits == 0) {
      if (!text.isEmpty()) {
        deviations.add(DeviationCode.VALUE_NOT_A_NUMBER, offset);
      }
    } else if (point >= 0 && text.length() - point - 1 > MOST_FRACTION_DIGITS) {
      deviations.add(DeviationCode.FRACTION_LONG, offset);
    }
  }

  private static boolean misspelt(Field field) {
    String name = field.name();
    String part = field.part();
    return field.code().isEmpty()
        ? !name.equals(part) && !name.equals("Ctime")
        : name.length() != field.code().length() + 1 + part.length() || !name.endsWith(part);
  }

  private static boolean isModern(String code) {
    if (code.length() != 6 || code.charAt(0) < 'a' || code.charAt(0) > 'z') {
      return false;
    }
    for (int i = 1; i < 6; i++) {
      if (code.charAt(i) < '0' || code.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean isOtherMedium(char family) {
    Medium medium = Medium.ofSystem(st);
    return (family == 'a' && medium == Medium.WATER) || (family == 'w' && medium == Medium.AIR);
  }
}
