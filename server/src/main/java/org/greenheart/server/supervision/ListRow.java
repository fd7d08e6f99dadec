// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.storage.registry.TaxRecord;

/**
 * A row of a list, its cells read. Immutable.
 *
 * @param firm its credit code
 * @param byName whether a name led to the firm
 */
record ListRow(
    ListKind kind, TaxRecord record, String firm, boolean byName, Map<String, String> cells) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};

  ListRow {
    cells = Map.copyOf(cells);
  }

  static ListRow of(ListKind kind, TaxRecord record, String firm) {
    try {
      return new ListRow(
          kind,
          record,
          firm,
          record.creditCode().isEmpty(),
          JSON.readValue(record.document(), CELLS));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("record (%s) cannot be read".formatted(record.id()), e);
    }
  }

  String text(String cell) {
    return cells.getOrDefault(cell, "");
  }

  Optional<String> find(String cell) {
    return Optional.ofNullable(cells.get(cell));
  }

  Optional<BigDecimal> number(String cell) {
    return find(cell).map(BigDecimal::new);
  }

  BigDecimal orZero(String cell) {
    return number(cell).orElse(BigDecimal.ZERO);
  }

  int count(String cell) {
    return find(cell).map(Integer::parseInt).orElse(0);
  }

  boolean flag(String cell, boolean usual) {
    return find(cell).map("yes"::equals).orElse(usual);
  }

  Optional<LocalDate> day(String cell) {
    return find(cell).map(LocalDate::parse);
  }

  Optional<YearMonth> month() {
    return record.month().isEmpty()
        ? Optional.empty()
        : Optional.of(YearMonth.parse(record.month()));
  }

  /** As a record that a clue rests on. */
  Evidence evidence(String says) {
    return new Evidence(kind.source(), kind.text() + "/" + record.id(), says);
  }
}
