// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

  /** A small archive may unpack to what does not fit into memory. */
  private static final long MOST_UNPACKED_BYTES = 128L << 20;

  private static final Pattern DATE_FORMAT = Pattern.compile("(?i).*y.*[md].*|.*年.*月.*");

  private XlsxReader() {}

  /**
   * @throws SheetException {@code xlsx-broken}, {@code xlsx-huge}, {@code sheet-empty}, {@code
   *     sheet-long}
   */
  static Sheet read(byte[] content) {
    requireModest(content, MOST_UNPACKED_BYTES);
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

  /** Unpacks all of it once, keeping nothing: what the archive says of its sizes may be a lie. */
  static void requireModest(byte[] content, long mostBytes) {
    try {
      // Only from a file does the JDK read an archive by its directory, as spreadsheets need it.
      Path file = Files.createTempFile("greenheart-import", ".xlsx");
      try {
        Files.write(file, content);
        requireModest(file, mostBytes);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static void requireModest(Path file, long mostBytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long unpacked = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            unpacked += read;
            if (unpacked > mostBytes) {
              throw new SheetException(
                  "xlsx-huge", "the workbook unpacks to more than %s bytes".formatted(mostBytes));
            }
          }
        }
      }
    }
  }

  private static SheetException broken(Exception cause) {
    return new SheetException("xlsx-broken", "the file is no whole XLSX workbook", cause);
  }

  private static Sheet.Row row(Row row) {
    List<SheetCell> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
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
      return SheetCell.of(cell.asDate().toLocalDate().toString());
    }
    return number(number);
  }

  private static SheetCell number(BigDecimal number) {
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
