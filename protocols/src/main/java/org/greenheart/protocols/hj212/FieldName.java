// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * What the name of a field means. Codes are interned: the fields of one factor share theirs, which
 * makes them quick to compare.
 *
 * @param name the name as sent
 * @param code see {@link Field#code}
 * @param part see {@link Field#part}
 * @param kind what its values must look like
 * @param modern whether the code has the shape of 2017, a letter and five digits
 * @param misspelt whether the name differs from the standard's spelling
 */
record FieldName(
    String name, String code, String part, Kind kind, boolean modern, boolean misspelt) {
  /** What the values of a field must look like. */
  enum Kind {
    DATA_TIME,
    /** A number. */
    MEASUREMENT,
    /** A data mark. */
    MARK,
    /** What belongs to a factor but names none. */
    WITHOUT_FACTOR,
    ANYTHING
  }

  private static final int LONGEST_INTERNED = 32;
  private static final KeptNames KEPT = new KeptNames();

  /** The meaning of the ASCII name {@code bytes[from, to)}. */
  static FieldName of(byte[] bytes, int from, int to) {
    return KEPT.of(bytes, from, to);
  }

  static FieldName of(String name) {
    int hyphen = name.lastIndexOf('-');
    if (hyphen <= 0) {
      String part = FieldNames.plain(name);
      boolean misspelt = !name.equals(part) && !name.equals("Ctime");
      return new FieldName(name, "", part, kindOfPlain(part), false, misspelt);
    }
    int codeEnd = hyphen;
    while (codeEnd > 0 && (name.charAt(codeEnd - 1) == '-' || name.charAt(codeEnd - 1) == ' ')) {
      codeEnd--;
    }
    String code =
        codeEnd > LONGEST_INTERNED
            ? name.substring(0, codeEnd)
            : name.substring(0, codeEnd).intern();
    String part = FieldNames.part(name.substring(hyphen + 1));
    boolean misspelt =
        codeEnd < hyphen || !name.endsWith(part) || hyphen + 1 + part.length() < name.length();
    return new FieldName(name, code, part, kindOfPart(code, part), isModern(code), misspelt);
  }

  private static Kind kindOfPlain(String name) {
    return switch (name) {
      case "DataTime" -> Kind.DATA_TIME;
      case "Flag", "Rtd", "Avg", "Min", "Max", "Cou" -> Kind.WITHOUT_FACTOR;
      default -> Kind.ANYTHING;
    };
  }

  private static Kind kindOfPart(String code, String part) {
    return switch (part) {
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
          "RT" ->
          // The values of production conditions (p99101) are text.
          code.startsWith("p") ? Kind.ANYTHING : Kind.MEASUREMENT;
      case "Flag" -> Kind.MARK;
      default -> Kind.ANYTHING;
    };
  }

  private static boolean isModern(String code) {
    return code.length() == 6
        && code.charAt(0) >= 'a'
        && code.charAt(0) <= 'z'
        && Hj212Time.digits(code.substring(1));
  }
}
