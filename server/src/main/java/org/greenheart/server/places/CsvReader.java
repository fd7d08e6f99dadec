// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma separated values by RFC 4180: fields in double quotes may hold separators, line ends and
 * doubled quotes. Also taken: semicolons or tabs as separators, where the first line has them and
 * no comma; any line end.
 */
final class CsvReader {
  private final String text;
  private final char separator;
  private final List<Sheet.Row> rows = new ArrayList<>();
  private List<SheetCell> cells = new ArrayList<>();
  private int at;

  private CsvReader(String text) {
    this.text = text;
    this.separator = separator(text);
  }

  /**
   * @throws SheetException {@code csv-quote}, {@code sheet-empty}, {@code sheet-long}, {@code
   *     sheet-wide}
   */
  static Sheet read(String text) {
    CsvReader reader = new CsvReader(text);
    reader.readRows();
    return Sheet.of(reader.rows);
  }

  private static char separator(String text) {
    String head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    for (char separator : new char[] {',', '\t', ';'}) {
      if (head.indexOf(separator) >= 0) {
        return separator;
      }
    }
    return ',';
  }

  private void readRows() {
    while (at < text.length()) {
      cells.add(readField());
      if (at >= text.length() || text.charAt(at) != separator) {
        endRow();
      } else {
        at++;
        if (at == text.length()) {
          cells.add(SheetCell.EMPTY);
          endRow();
        }
      }
    }
  }

  private void endRow() {
    rows.add(new Sheet.Row(rows.size() + 1, cells));
    cells = new ArrayList<>();
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
  }

  private SheetCell readField() {
    return at < text.length() && text.charAt(at) == '"' ? readQuoted() : readPlain();
  }

  private SheetCell readPlain() {
    int start = at;
    while (at < text.length() && !endsField(text.charAt(at))) {
      at++;
    }
    return SheetCell.of(text.substring(start, at));
  }

  private boolean endsField(char letter) {
    return letter == separator || letter == '\n' || letter == '\r';
  }

  private SheetCell readQuoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char letter = text.charAt(at++);
      if (letter != '"') {
        field.append(letter);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else if (at == text.length() || endsField(text.charAt(at))) {
        return SheetCell.of(field.toString());
      } else {
        throw quote("has text behind a closing quote");
      }
    }
    throw quote("has a quote that is not closed");
  }

  private SheetException quote(String problem) {
    return new SheetException(
        "csv-quote",
        "row %s, column %s %s (RFC 4180)".formatted(rows.size() + 1, cells.size() + 1, problem));
  }
}
