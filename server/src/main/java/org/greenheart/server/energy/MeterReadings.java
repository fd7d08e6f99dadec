// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyMeter;

/** What meters tell. Thread-safe. */
interface MeterReadings {
  /**
   * A use over a stretch of time.
   *
   * @param amount in the datastream's unit; of hours that are missing nothing is in it
   * @param expected hours that should have readings by now
   * @param read hours that have
   * @param notes codes of what is odd about the readings
   */
  record Use(BigDecimal amount, long expected, long read, List<String> notes) {
    public Use {
      notes = List.copyOf(notes);
    }
  }

  Use of(EnergyMeter meter, TimeRange range);

  /** The time of the first reading of a datastream; empty while there is none. */
  Optional<Instant> begin(long datastream);

  /** By the beginning of each full hour, in the datastream's unit; those without are left out. */
  NavigableMap<Instant, BigDecimal> hours(EnergyMeter meter, TimeRange range);
}
