// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Readings of counters that people take by hand. As those of a device they only rise: one that does
 * not follow from its neighbours has to say why in its remark. Compared among themselves alone,
 * never with what devices send. Not thread-safe.
 */
final class HandCounters {
  private final Tables tables;

  HandCounters(Tables tables) {
    this.tables = requireNonNull(tables, "tables is null");
  }

  /**
   * @param report the report that the reading is of; 0 for a new one
   * @throws RuleException {@code counter-unit}, {@code counter-backwards}
   */
  void require(ManualSample sample, ManualResult result, long report) {
    Decimal value = result.value();
    Datastream counter = counter(sample, result.code()).orElse(null);
    if (value == null || counter == null) {
      return;
    }
    String symbol = counter.unit().symbol();
    String unit = symbol == null || symbol.isBlank() ? result.unit() : symbol;
    if (!unit.toLowerCase(Locale.ROOT).equals(result.unit().toLowerCase(Locale.ROOT))) {
      throw new RuleException(
          "unit", "must be %s, in which it counts".formatted(unit), result.unit(), "counter-unit");
    }
    before(sample, result.code(), report)
        .filter(known -> sample.remark() == null && value.compareTo(known.value()) < 0)
        .ifPresent(known -> refuse("at least", known, unit, value));
    after(sample, result.code(), report)
        .filter(known -> known.remark() == null && value.compareTo(known.value()) > 0)
        .ifPresent(known -> refuse("at most", known, unit, value));
  }

  private static void refuse(String bound, Reading known, String unit, Decimal value) {
    throw new RuleException(
        "value",
        "must be %s %s %s, as read on %s (report %s): a counter does not run backwards; where it was replaced or began again, the later reading says so in its remark"
            .formatted(bound, known.value(), unit, Periods.minute(known.at()), known.report()),
        value,
        "counter-backwards");
  }

  /** Of a quantity that somebody has entered as a counter, read by a person. */
  private Optional<Datastream> counter(ManualSample sample, String code) {
    return sample.kind() == ManualSample.Kind.READING
        ? tables.catalogue().datastreamsOf(sample.thing()).stream()
            .filter(stream -> stream.code().equals(code))
            .filter(stream -> tables.counters().find(stream.number()).isPresent())
            .findFirst()
        : Optional.empty();
  }

  private record Reading(long report, Instant at, Decimal value, @Nullable String remark) {}

  private Optional<Reading> before(ManualSample sample, String code, long report) {
    return tables
        .manualReports()
        .readingBefore(sample.thing(), code, sample.from(), report)
        .map(one -> reading(one, code));
  }

  private Optional<Reading> after(ManualSample sample, String code, long report) {
    return tables
        .manualReports()
        .readingAfter(sample.thing(), code, sample.from(), report)
        .map(one -> reading(one, code));
  }

  private static Reading reading(ManualReport one, String code) {
    return new Reading(
        one.id(),
        one.sample().from(),
        requireNonNull(one.result(code).orElseThrow().value(), "value is null"),
        one.sample().remark());
  }
}
