// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the law as a table: tab-separated, the first line names the columns, lines that begin
 * with {@code #} are remarks. Whatever else a table has, it has these columns: {@code valid_from}
 * and {@code valid_to} (ISO days of the data, both included, empty: open), {@code document}, {@code
 * clause}, {@code confidence} and {@code source}. Which rows count is decided by the day of the
 * data, never by the day of the computation. Immutable and thread-safe.
 */
public final class RuleTable {
  private final String name;
  private final List<RuleRow> rows;

  private RuleTable(String name, List<RuleRow> rows) {
    this.name = name;
    this.rows = List.copyOf(rows);
  }

  /** A table that stands beside a class. */
  public static RuleTable resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the table (%s) is missing".formatted(name));
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the table (%s) cannot be read".formatted(name), e);
    }
  }

  /**
   * Reads a table.
   *
   * @param name for messages
   * @throws IllegalArgumentException naming line and column when it breaks a rule
   */
  public static RuleTable parse(String name, String text) {
    @Nullable List<String> head = null;
    List<RuleRow> rows = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.split("\t", -1));
      String place = "%s line %s".formatted(name, number);
      if (head == null) {
        head = cells;
      } else if (cells.size() != head.size()) {
        throw new IllegalArgumentException(
            "%s (%s cells) must have %s".formatted(place, cells.size(), head.size()));
      } else {
        rows.add(row(place, head, cells));
      }
    }
    return new RuleTable(name, rows);
  }

  private static RuleRow row(String place, List<String> head, List<String> cells) {
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      byColumn.put(head.get(i), cells.get(i).strip());
    }
    try {
      return new RuleRow(
          place,
          byColumn,
          new Validity(day(cell(byColumn, "valid_from")), day(cell(byColumn, "valid_to"))),
          new Basis(
              cell(byColumn, "document"),
              cell(byColumn, "clause"),
              Confidence.ofWord(cell(byColumn, "confidence")),
              cell(byColumn, "source")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static String cell(Map<String, String> cells, String column) {
    String cell = cells.get(column);
    if (cell == null) {
      throw new IllegalArgumentException("the column %s is missing".formatted(column));
    }
    return cell;
  }

  private static @Nullable LocalDate day(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("%s must be a day like 2026-03-01".formatted(text), e);
    }
  }

  public String name() {
    return name;
  }

  /** All rows, in the order of the table. */
  public List<RuleRow> rows() {
    return rows;
  }

  /** The rows in force on a day of the data. */
  public List<RuleRow> at(LocalDate day) {
    return rows.stream().filter(row -> row.validity().covers(day)).toList();
  }
}
