// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * Checks single fields of a data area against the field tables of the standard. Remembers what only
 * the whole message can judge. Used once.
 */
final class FieldChecks {
  private static final int MOST_FRACTION_DIGITS = 6;

  /** The data marks of 2005 and 2017. */
  private static final String MARKS = "NFMSDCTBP0123";

  private final Medium medium;
  private final String cn;
  private final Deviations deviations;
  private boolean modernCode;
  private boolean measured;
  private String dataTime = "";

  /** The last code that was noted as one of another medium: noted once for all its fields. */
  private String strange = "";

  private int dataTimeOffset = -1;

  FieldChecks(String st, String cn, Deviations deviations) {
    this.medium = Medium.ofSystem(st);
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

  void check(FieldName name, String value, int nameOffset, int valueOffset) {
    if (name.name().isEmpty()) {
      deviations.add(DeviationCode.FIELD_WITHOUT_NAME, nameOffset);
    } else if (name.misspelt()) {
      deviations.add(DeviationCode.NAME_SPELLING, nameOffset);
    }
    if (value.isBlank()) {
      deviations.add(DeviationCode.VALUE_EMPTY, valueOffset);
    }
    if (name.modern()) {
      modernCode = true;
      checkMedium(name.code(), nameOffset);
    }
    switch (name.kind()) {
      case DATA_TIME -> {
        if (dataTimeOffset < 0) {
          dataTime = value;
          dataTimeOffset = valueOffset;
        }
      }
      case MEASUREMENT -> {
        measured = true;
        checkNumber(value, valueOffset);
      }
      case MARK -> {
        String mark = value.strip();
        if (!mark.isEmpty() && (mark.length() > 1 || MARKS.indexOf(mark.charAt(0)) < 0)) {
          deviations.add(DeviationCode.MARK_UNKNOWN, valueOffset);
        }
      }
      case WITHOUT_FACTOR -> deviations.add(DeviationCode.FACTOR_MISSING, nameOffset);
      case ANYTHING -> {
        // Any value is taken as it is.
      }
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

  private void checkMedium(String code, int offset) {
    char family = code.charAt(0);
    boolean other =
        (family == 'a' && medium == Medium.WATER) || (family == 'w' && medium == Medium.AIR);
    if (other && !code.equals(strange)) {
      strange = code;
      deviations.add(DeviationCode.FACTOR_OF_OTHER_MEDIUM, offset);
    }
  }
}
