// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of this package: tab separated, the first line names the columns. */
final class TsvResource {
  private TsvResource() {}

  /** The rows without the head; every row has as many cells as the head. */
  static List<List<String>> rows(String name) {
    try (InputStream in = TsvResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource (%s) is missing".formatted(name));
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<List<String>> rows = new ArrayList<>();
      int columns = -1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> cells = List.of(line.split("\t", -1));
        if (columns < 0) {
          columns = cells.size();
        } else if (cells.size() != columns) {
          throw new IllegalStateException(
              "row %s of %s (%s cells) must have %s"
                  .formatted(rows.size() + 1, name, cells.size(), columns));
        } else {
          rows.add(cells);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
