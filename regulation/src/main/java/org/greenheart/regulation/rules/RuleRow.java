// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** One row of a {@link RuleTable}. Immutable. */
public final class RuleRow {
  private final String place;
  private final Map<String, String> cells;
  private final Validity validity;
  private final Basis basis;

  RuleRow(String place, Map<String, String> cells, Validity validity, Basis basis) {
    this.place = place;
    this.cells = Map.copyOf(cells);
    this.validity = validity;
    this.basis = basis;
  }

  /** Table and line, for messages. */
  public String place() {
    return place;
  }

  public Validity validity() {
    return validity;
  }

  public Basis basis() {
    return basis;
  }

  /** What a column says; it must say something. */
  public String text(String column) {
    return find(column)
        .orElseThrow(
            () -> new IllegalArgumentException("%s: %s is empty".formatted(place, column)));
  }

  /** What a column says; nothing when the cell is empty. */
  public Optional<String> find(String column) {
    String cell = cells.get(column);
    if (cell == null) {
      throw new IllegalArgumentException("%s has no column %s".formatted(place, column));
    }
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  /** A column as an exact number; it must be one. */
  public BigDecimal decimal(String column) {
    return findDecimal(column)
        .orElseThrow(
            () -> new IllegalArgumentException("%s: %s is empty".formatted(place, column)));
  }

  /** A column as an exact number; nothing when the cell is empty. */
  public Optional<BigDecimal> findDecimal(String column) {
    return find(column)
        .map(
            text -> {
              try {
                return new BigDecimal(text);
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    "%s: %s (%s) must be a number".formatted(place, column, text), e);
              }
            });
  }
}
