// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/**
 * Limits as a table of {@link RuleTable}'s form, with the further columns {@code level}, {@code
 * standard}, {@code medium}, {@code point}, {@code grade}, {@code facility}, {@code fuel}, {@code
 * region}, {@code condition}, {@code item}, {@code code}, {@code op}, {@code value}, {@code unit},
 * {@code averaging} and {@code o2_ref}. The shipped table has this form, and so has an operator's
 * file.
 */
public final class LimitTable {
  private static final List<Limit> SHIPPED =
      read(RuleTable.resource(LimitTable.class, "limits.tsv"), Entry.SHIPPED);

  private LimitTable() {}

  /** The limits of this release; those of low confidence are disabled. */
  public static List<Limit> shipped() {
    return SHIPPED;
  }

  /**
   * Reads an operator's table of standards' limits. A row of low confidence is read disabled.
   *
   * @param name for messages
   * @param entry who adds or corrects, and when
   * @throws IllegalArgumentException naming line and column of what breaks a rule
   */
  public static List<Limit> parse(String name, String text, Entry entry) {
    return read(RuleTable.parse(name, text), entry);
  }

  private static List<Limit> read(RuleTable table, Entry entry) {
    return table.rows().stream().map(row -> limit(row, entry)).toList();
  }

  private static Limit limit(RuleRow row, Entry entry) {
    try {
      return new Limit(
          new LimitScope(
              Level.ofWord(row.text("level")),
              "",
              row.text("standard"),
              Medium.ofWord(row.text("medium")),
              cell(row, "point"),
              cell(row, "grade"),
              cell(row, "facility"),
              cell(row, "fuel"),
              cell(row, "region"),
              cell(row, "condition")),
          row.text("item"),
          cell(row, "code"),
          Bound.parse(row.text("op"), row.text("value")),
          row.text("unit"),
          Averaging.ofWord(cell(row, "averaging")),
          row.findDecimal("o2_ref").orElse(null),
          row.validity(),
          row.basis(),
          entry,
          row.basis().confidence() != Confidence.LOW);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(row.place(), e.getMessage()), e);
    }
  }

  private static String cell(RuleRow row, String column) {
    Optional<String> cell = row.find(column);
    return cell.orElse("");
  }
}
