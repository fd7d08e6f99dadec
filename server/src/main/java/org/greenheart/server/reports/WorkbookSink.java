// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An Excel workbook. Rows leave for the stream a thousand at a time, and texts stand in their cells
 * rather than in a table of all texts, so that memory does not grow with the rows. A sheet that
 * would get more rows than Excel knows goes on in a second one.
 */
final class WorkbookSink implements Sink {
  private static final int FLUSH_EVERY = 1_000;
  private static final int MOST_ROWS = Worksheet.MAX_ROWS - 1;
  private static final int LONGEST_NAME = 31;
  private static final int LONGEST_TEXT = 32_767;
  private static final int USUAL_WIDTH = 14;
  private static final int TIME_WIDTH = 20;

  private final Workbook workbook;
  private final String language;
  private final int mostRows;
  private final Set<String> names = new HashSet<>();
  private @Nullable Worksheet sheet;
  private List<Column> columns = List.of();
  private String title = "";
  private int row;

  WorkbookSink(OutputStream out, String language) {
    this(out, language, MOST_ROWS);
  }

  WorkbookSink(OutputStream out, String language, int mostRows) {
    this.workbook = new Workbook(out, "Greenheart", "1.0");
    this.language = requireNonNull(language, "language is null");
    this.mostRows = mostRows;
  }

  @Override
  public void sheet(Said title, List<Column> columns) throws IOException {
    this.columns = columns;
    this.title = title.in(language);
    begin();
  }

  private Worksheet begin() throws IOException {
    finish();
    Worksheet next = workbook.newWorksheet(name(title));
    sheet = next;
    next.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      String heading = columns.get(i).headingIn(language);
      next.width(
          i,
          columns.get(i).key().contains("time")
              ? TIME_WIDTH
              : Math.max(USUAL_WIDTH, heading.length() + 4));
      next.inlineString(0, i, heading);
      next.style(0, i).bold().wrapText(true).set();
    }
    row = 1;
    return next;
  }

  /** Unique, without what Excel forbids; Excel does not tell capitals from small letters. */
  private String name(String title) {
    String plain = title.replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}]", " ").strip();
    plain = plain.replaceAll("^'+|'+$", "");
    String base = plain.isEmpty() ? "Sheet" : cut(plain, LONGEST_NAME);
    String name = base;
    for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      String end = " (" + i + ")";
      name = cut(base, LONGEST_NAME - end.length()) + end;
    }
    return name;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    Worksheet out = sheet;
    if (out == null) {
      throw new IllegalStateException("a row needs a sheet");
    }
    if (row > mostRows) {
      out = begin();
    }
    for (int i = 0; i < cells.size(); i++) {
      write(out, i, cells.get(i));
    }
    row++;
    if (row % FLUSH_EVERY == 0) {
      out.flush();
    }
  }

  private void write(Worksheet out, int column, Cell cell) {
    switch (cell) {
      case Cell.Blank() -> {}
      // In its cell and as text: never a formula, whatever it begins with.
      case Cell.Text(Said said) -> out.inlineString(row, column, clean(said.in(language)));
      case Cell.Exact(BigDecimal number) -> {
        out.value(row, column, number);
        if (number.scale() > 0) {
          out.style(row, column).format("0." + "0".repeat(number.scale())).set();
        }
      }
      case Cell.Time time -> {
        out.value(row, column, time.time());
        out.style(row, column).format("yyyy-mm-dd hh:mm").set();
      }
    }
  }

  /** Without what XML 1.0 cannot hold. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c < 0xD800)
                    || (c >= 0xE000 && c < 0xFFFE)
                    || c >= 0x10000)
        .forEach(clean::appendCodePoint);
    return cut(clean.toString(), LONGEST_TEXT);
  }

  private void finish() throws IOException {
    Worksheet last = sheet;
    if (last != null) {
      last.finish();
      sheet = null;
    }
  }

  /** Excel does not open a workbook without a sheet. */
  @Override
  public void end() throws IOException {
    if (names.isEmpty()) {
      sheet(new Said("无数据", "No data"), List.of());
    }
    finish();
    workbook.finish();
  }
}
