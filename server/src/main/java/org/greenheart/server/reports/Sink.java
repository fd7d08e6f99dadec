// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.util.List;

/** Takes a report row by row, so that none has to be held whole. Not thread-safe. */
interface Sink {
  /** Begins a sheet; the one before is done. */
  void sheet(Said title, List<Column> columns) throws IOException;

  /** A row of the sheet begun last, one cell a column. */
  void row(List<Cell> cells) throws IOException;

  /** Whether further rows would be left out: then a report may stop. */
  default boolean isFull() {
    return false;
  }

  /** Ends the last sheet. */
  void end() throws IOException;
}
