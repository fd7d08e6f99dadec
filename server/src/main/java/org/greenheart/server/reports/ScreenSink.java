// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a page shows: the first rows of all sheets. */
final class ScreenSink implements Sink {
  private final int most;
  private final List<Sheet> sheets = new ArrayList<>();
  private int rows;
  private boolean cut;

  ScreenSink(int most) {
    this.most = most;
  }

  record Sheet(Said title, List<Column> columns, List<List<Object>> rows) {}

  /**
   * @param more whether there is more than is shown
   */
  record Screen(List<Sheet> sheets, boolean more) {}

  @Override
  public void sheet(Said title, List<Column> columns) {
    if (!isFull()) {
      sheets.add(new Sheet(title, columns, new ArrayList<>()));
    }
  }

  @Override
  public void row(List<Cell> cells) {
    if (isFull()) {
      cut = true;
      return;
    }
    rows++;
    sheets.getLast().rows().add(cells.stream().map(ScreenSink::json).toList());
  }

  /** A text in both languages, the others as they are written. */
  private static Object json(Cell cell) {
    return cell instanceof Cell.Text(Said said) ? said : cell.shown("en");
  }

  @Override
  public boolean isFull() {
    return rows >= most;
  }

  @Override
  public void end() {}

  Screen screen() {
    return new Screen(List.copyOf(sheets), cut || isFull());
  }
}
