// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/** One row by the keys of its columns. A blank cell says nothing, as if its column were missing. */
public final class RowValues {
  /** A spreadsheet's time of the day says nothing where a day is asked for. */
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?( \\d{2}:\\d{2}:\\d{2})?");

  private final Heads heads;
  private final Sheet.Row row;

  RowValues(Heads heads, Sheet.Row row) {
    this.heads = heads;
    this.row = row;
  }

  /**
   * @throws RuleException {@code cell-blank}
   */
  public String text(String key) {
    return optional(key)
        .orElseThrow(() -> new RuleException(key, "must not be blank", "", "cell-blank"));
  }

  /**
   * @throws RuleException {@code cell-rounded}
   */
  public Optional<String> optional(String key) {
    return cell(key)
        .map(
            cell -> {
              if (cell.rounded()) {
                throw new RuleException(
                    key,
                    "must be a text cell: a spreadsheet keeps only 15 digits of a number",
                    cell.text(),
                    "cell-rounded");
              }
              return cell.text();
            });
  }

  /** As the spreadsheet counts it, from 1. */
  public int number() {
    return row.number();
  }

  private Optional<SheetCell> cell(String key) {
    return heads.place(key).map(row::cell).filter(cell -> !cell.isBlank());
  }

  /**
   * @throws RuleException {@code number-unreadable}
   */
  public Optional<Decimal> decimal(String key) {
    return cell(key)
        .map(
            cell ->
                Decimal.parse(cell.text())
                    .orElseThrow(
                        () ->
                            new RuleException(
                                key, "must be a number", cell.text(), "number-unreadable")));
  }

  /**
   * @throws RuleException {@code date-unreadable}
   */
  public Optional<LocalDate> date(String key) {
    return cell(key).map(cell -> date(key, cell.text()));
  }

  static LocalDate date(String key, String text) {
    Matcher parts = DATE.matcher(text);
    try {
      if (parts.matches()) {
        return LocalDate.of(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
      }
    } catch (DateTimeException e) {
      throw unreadable(key, text);
    }
    throw unreadable(key, text);
  }

  private static RuleException unreadable(String key, String text) {
    return new RuleException(key, "must be a date such as 2026-01-31", text, "date-unreadable");
  }

  <E extends Enum<E>> Optional<E> word(String key, Words<E> words) {
    return optional(key).map(word -> words.read(key, word));
  }
}
