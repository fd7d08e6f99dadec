// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of the table of marks.
 *
 * @param mark the flag as sent, or a kind of a person's mark
 * @param suppresses the uses that it sets the value aside for, as words
 * @param confidence high, medium or low
 */
record MarkRow(
    String mark, List<String> suppresses, String meaning, String basis, String confidence) {
  private static final String TABLE = "marks.tsv";

  MarkRow {
    suppresses = List.copyOf(suppresses);
  }

  /** All rows by mark, in the order of the file. */
  static Map<String, MarkRow> table() {
    try (InputStream in = MarkRow.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      Map<String, MarkRow> rows = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(MarkRow::parse)
          .forEach(row -> rows.put(row.mark, row));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MarkRow parse(String line) {
    List<String> cells = Arrays.asList(line.split("\t", -1));
    List<String> uses =
        cells.get(1).equals("-") ? List.of() : Arrays.asList(cells.get(1).split(","));
    return new MarkRow(cells.get(0), uses, cells.get(2), cells.get(3), cells.get(4));
  }

  /** The marks that set a value aside for a use. */
  static Set<String> aside(Map<String, MarkRow> rows, String use) {
    return rows.values().stream()
        .filter(row -> row.suppresses.contains(use))
        .map(MarkRow::mark)
        .collect(Collectors.toUnmodifiableSet());
  }
}
