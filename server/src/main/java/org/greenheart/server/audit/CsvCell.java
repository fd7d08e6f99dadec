// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.audit;

import java.util.regex.Pattern;

/**
 * A cell of a CSV file (RFC 4180) that a spreadsheet cannot take for a formula: a text that begins
 * like one gets an apostrophe in front.
 */
public final class CsvCell {
  private static final Pattern FORMULA =
      Pattern.compile("(?s)[\\s]*[=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20].*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private CsvCell() {}

  /** The text as a cell. */
  public static String of(String text) {
    boolean formula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n;'].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
