// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Follows the feed and writes down which rows were corrected: rows may go before the frames that
 * tell of their correction. A reader like any other, with its durable position, so no frame goes
 * before it was looked at. Not thread-safe.
 */
final class Corrections {
  /** Under this name its position is kept. */
  static final String READER = "retention";

  private static final int PAGE = 2_000;

  private final Telemetry telemetry;
  private final Registry registry;

  Corrections(Telemetry telemetry, Registry registry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** Reads on to the end of the feed, or until it is told to stop. */
  void follow(BooleanSupplier stopped) {
    List<Arrival> page = next(registry.positions().position(READER));
    while (!page.isEmpty() && !stopped.getAsBoolean()) {
      List<RowKey> rows =
          page.stream()
              .flatMap(arrival -> arrival.rows().stream())
              .filter(touched -> touched.old() != null)
              .map(Arrival.Touched::key)
              .toList();
      long last = page.getLast().number();
      registry.write(
          tables -> {
            tables.correctedRows().record(rows);
            tables.positions().moveTo(READER, last);
            return last;
          });
      page = next(last);
    }
  }

  private List<Arrival> next(long after) {
    return telemetry.feed(after, PAGE);
  }
}
