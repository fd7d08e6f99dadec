// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.List;

/**
 * A table as it stands in a file: one row of heads, then rows. Rows without any text are left out.
 *
 * @param headRow number of the row of heads, counted from 1
 */
record Sheet(int headRow, List<String> heads, List<Row> rows) {
  /** One file may bring at most so many rows. */
  static final int MOST_ROWS = 100_000;

  /** A row may have at most so many columns. */
  static final int MOST_COLUMNS = 1_000;

  Sheet {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /**
   * @param number as the spreadsheet shows it, counted from 1
   * @throws SheetException {@code sheet-wide}
   */
  record Row(int number, List<SheetCell> cells) {
    Row {
      if (cells.size() > MOST_COLUMNS) {
        throw new SheetException(
            "sheet-wide", "row %s has more than %s columns".formatted(number, MOST_COLUMNS));
      }
      cells = List.copyOf(cells);
    }

    SheetCell cell(int column) {
      return column < cells.size() ? cells.get(column) : SheetCell.EMPTY;
    }

    boolean isBlank() {
      return cells.stream().allMatch(SheetCell::isBlank);
    }
  }

  /**
   * The first row that is not blank has the heads.
   *
   * @throws SheetException {@code sheet-empty}, {@code sheet-long}
   */
  static Sheet of(List<Row> all) {
    List<Row> filled = all.stream().filter(row -> !row.isBlank()).toList();
    if (filled.isEmpty()) {
      throw new SheetException("sheet-empty", "the file has no row of column heads");
    }
    if (filled.size() - 1 > MOST_ROWS) {
      throw new SheetException(
          "sheet-long",
          "the file has %s rows, at most %s are read at once"
              .formatted(filled.size() - 1, MOST_ROWS));
    }
    Row head = filled.getFirst();
    return new Sheet(
        head.number(),
        head.cells().stream().map(SheetCell::text).toList(),
        filled.subList(1, filled.size()));
  }
}
