// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook for what is no report of points: sheets of plain rows. Texts are never formulas. Not
 * thread-safe.
 */
public final class TableBook {
  private final WorkbookSink sink;

  /**
   * @param language {@code zh} or {@code en}
   */
  public TableBook(OutputStream out, String language) {
    this.sink = new WorkbookSink(out, language);
  }

  /** Begins a sheet. */
  public void sheet(Said title, List<Said> heads) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      columns.add(new Column("c" + i, heads.get(i), ""));
    }
    sink.sheet(title, columns);
  }

  /**
   * A row of the sheet begun last.
   *
   * @param cells {@link BigDecimal}, {@link Said}, null for nothing; anything else as its text
   */
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    List<Cell> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(
          switch (cell) {
            case null -> Cell.blank();
            case BigDecimal number -> new Cell.Exact(number);
            case Said said -> new Cell.Text(said);
            default -> Cell.text(cell.toString());
          });
    }
    sink.row(row);
  }

  /** Ends the workbook. */
  public void end() throws IOException {
    sink.end();
  }
}
