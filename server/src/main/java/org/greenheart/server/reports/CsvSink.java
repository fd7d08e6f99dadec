// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV (RFC 4180) in UTF-8, with the byte order mark that Excel needs to see it. Sheets follow one
 * another, each with its title and headings, where there are several.
 *
 * <p>A text that a spreadsheet would take for a formula gets an apostrophe before it: names of
 * points come from outside.
 */
final class CsvSink implements Sink {
  /** With what formulas begin, full-width forms included. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠|%";

  private final Writer out;
  private final String language;
  private boolean begun;

  CsvSink(OutputStream out, String language) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.language = requireNonNull(language, "language is null");
  }

  @Override
  public void sheet(Said title, List<Column> columns) throws IOException {
    if (begun) {
      out.write("\r\n");
      out.write(text(title.in(language)));
      out.write("\r\n");
    } else {
      out.write('\uFEFF');
      begun = true;
    }
    for (int i = 0; i < columns.size(); i++) {
      out.write(i == 0 ? "" : ",");
      out.write(text(columns.get(i).headingIn(language)));
    }
    out.write("\r\n");
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      String shown = cell.shown(language);
      out.write(i == 0 ? "" : ",");
      out.write(cell instanceof Cell.Text ? text(shown) : shown);
    }
    out.write("\r\n");
  }

  static String text(String text) {
    String safe = isFormula(text) ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isFormula(String text) {
    String bare = text.stripLeading();
    return !text.isEmpty()
        && (FORMULA.indexOf(text.charAt(0)) >= 0
            || (!bare.isEmpty() && FORMULA.indexOf(bare.charAt(0)) >= 0));
  }

  @Override
  public void end() throws IOException {
    if (!begun) {
      out.write('\uFEFF');
    }
    out.flush();
  }
}
