// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.greenheart.server.audit.CsvCell;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) in UTF-8 with a mark in front, as Excel wants it. A text that a spreadsheet
 * would take for a formula gets an apostrophe. Not thread-safe.
 */
final class Csv {
  private final OutputStream out;

  Csv(OutputStream out, String... head) throws IOException {
    this.out = out;
    out.write("\uFEFF".getBytes(UTF_8));
    row((Object[]) head);
  }

  /** Texts are made harmless; whatever else there is was not written by people. */
  void row(@Nullable Object... cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        line.append(',');
      }
      line.append(cell(cells[i]));
    }
    out.write(line.append("\r\n").toString().getBytes(UTF_8));
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof String text ? CsvCell.of(text) : value.toString();
  }
}
