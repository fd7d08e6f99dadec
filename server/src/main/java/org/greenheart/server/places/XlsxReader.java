// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of an XLSX workbook. */
final class XlsxReader {
  /** A spreadsheet's number has no more digits than this. */
  private static final MathContext DIGITS = new MathContext(15);

  /** What a spreadsheet writes itself, up to 1.8E308 and down to 5E-324, has fewer. */
  private static final int MOST_PLACES = 1_000;

  /** A small archive may unpack to what does not fit into memory. */
  private static final long MOST_UNPACKED_BYTES = 128L << 20;

  private static final Pattern DATE_FORMAT = Pattern.compile("(?i).*y.*[md].*|.*年.*月.*");

  private static final long HALF_A_SECOND = 500_000_000;

  private XlsxReader() {}

  /**
   * @throws SheetException {@code xlsx-broken}, {@code xlsx-huge}, {@code sheet-empty}, {@code
   *     sheet-long}, {@code sheet-wide}
   */
  static Sheet read(byte[] content) {
    XlsxCheck.require(content, MOST_UNPACKED_BYTES);
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(
                new ByteArrayInputStream(content), new ReadingOptions(true, true));
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      // One more than allowed, so that a file that is too long is noticed without reading it all.
      return Sheet.of(rows.limit(Sheet.MOST_ROWS + 2L).map(XlsxReader::row).toList());
    } catch (IOException | ExcelReaderException e) {
      throw broken(e);
    }
  }

  static SheetException broken(Exception cause) {
    return new SheetException("xlsx-broken", "the file is no whole XLSX workbook", cause);
  }

  private static Sheet.Row row(Row row) {
    List<SheetCell> cells = new ArrayList<>();
    int end = Math.min(row.getCellCount(), Sheet.MOST_COLUMNS + 1);
    // Cells that have a colour and no text often fill a row to its end.
    while (end > 0 && row.getOptionalCell(end - 1).map(Cell::getRawValue).isEmpty()) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      cells.add(row.getOptionalCell(i).map(XlsxReader::cell).orElse(SheetCell.EMPTY));
    }
    return new Sheet.Row(row.getRowNum(), cells);
  }

  private static SheetCell cell(Cell cell) {
    return switch (cell.getType()) {
      case NUMBER -> number(cell, cell.asNumber());
      case FORMULA -> formula(cell);
      case STRING, BOOLEAN, ERROR -> SheetCell.of(text(cell));
      case EMPTY -> SheetCell.EMPTY;
    };
  }

  private static String text(Cell cell) {
    @Nullable String text = cell.getText();
    return text == null ? "" : text;
  }

  private static SheetCell number(Cell cell, BigDecimal number) {
    @Nullable String format = cell.getDataFormatString();
    if (format != null && DATE_FORMAT.matcher(format).matches()) {
      return SheetCell.of(time(cell.asDate()));
    }
    return number(number);
  }

  /** A day, or a day with its time: to the second, since the file counts in parts of a day. */
  private static String time(LocalDateTime time) {
    LocalDateTime second = time.plusNanos(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    String day = second.toLocalDate().toString();
    return second.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? day
        : day + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(second.toLocalTime());
  }

  private static SheetCell number(BigDecimal number) {
    if (Math.abs((long) number.scale()) + number.precision() > MOST_PLACES) {
      return SheetCell.of(number.toString());
    }
    BigDecimal plain = number.stripTrailingZeros();
    boolean whole = plain.scale() <= 0;
    int digits = plain.precision() - plain.scale();
    String text = plain.round(DIGITS).stripTrailingZeros().toPlainString();
    return new SheetCell(text, whole && digits > DIGITS.getPrecision());
  }

  /** The value that was computed when the file was saved. */
  private static SheetCell formula(Cell cell) {
    @Nullable String raw = cell.getRawValue();
    if (raw == null) {
      return SheetCell.EMPTY;
    }
    try {
      return number(new BigDecimal(raw));
    } catch (NumberFormatException e) {
      return SheetCell.of(raw);
    }
  }
}
