// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated text with a head line (RFC 4180, quotes included), for the city's own files. */
final class Csv {
  private Csv() {}

  /** The rows as head to value. Every row must have as many cells as the head. */
  static List<Map<String, String>> rows(String name, String text) {
    List<List<String>> lines = lines(text);
    List<String> head = lines.getFirst();
    List<Map<String, String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      List<String> cells = lines.get(line);
      if (cells.size() != head.size()) {
        throw new IllegalArgumentException(
            "%s row %d must have %d cells, not %d"
                .formatted(name, line + 1, head.size(), cells.size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int cell = 0; cell < cells.size(); cell++) {
        row.put(head.get(cell), cells.get(cell));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        line.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        line.add(cell.toString());
        cell.setLength(0);
        lines.add(line);
        line = new ArrayList<>();
      } else if (c != '\r' && c != '\uFEFF') {
        cell.append(c);
      }
    }
    if (!line.isEmpty() || !cell.isEmpty()) {
      line.add(cell.toString());
      lines.add(line);
    }
    return lines;
  }
}
