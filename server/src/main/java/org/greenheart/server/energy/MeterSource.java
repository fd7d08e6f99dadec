// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Tables;

/** What a meter counted in a stretch of its time. */
final class MeterSource {
  private MeterSource() {}

  /**
   * @param findings where missing hours and what is odd about the readings are added
   */
  static EnergySource of(
      Tables tables,
      MeterReadings readings,
      EnergyMeter meter,
      TimeRange stretch,
      List<Finding> findings) {
    String name = name(tables, meter);
    MeterReadings.Use use = readings.of(meter, stretch);
    use.notes().stream()
        .distinct()
        .forEach(note -> findings.add(new Finding(note, name, "", true)));
    if (use.read() < use.expected()) {
      findings.add(
          new Finding(
              "hours-missing",
              name,
              "%s/%s".formatted(use.expected() - use.read(), use.expected()),
              true));
    }
    BigDecimal factor = meter.factor().toBigDecimal();
    return new EnergySource(
        "meter",
        meter.id(),
        name,
        meter.unit(),
        meter.datastream(),
        meter.tariff(),
        Micros.toInstant(stretch.fromMicros()),
        Micros.toInstant(stretch.toMicros()),
        use.amount(),
        factor,
        use.amount().multiply(factor),
        "",
        use.expected(),
        use.read());
  }

  /** When it counted within a time; none or one stretch. */
  static List<TimeRange> life(EnergyMeter meter, TimeRange range) {
    Instant end = meter.to();
    return Stretches.common(
        range,
        new TimeRange(Micros.of(meter.from()), end == null ? Long.MAX_VALUE : Micros.of(end)));
  }

  /** The point and the quantity that it reads. */
  static String name(Tables tables, EnergyMeter meter) {
    return tables
        .catalogue()
        .datastream(meter.datastream())
        .map(stream -> name(tables, stream))
        .orElse("datastream " + meter.datastream());
  }

  private static String name(Tables tables, Datastream stream) {
    return tables
        .catalogue()
        .thing(stream.thing())
        .map(thing -> thing.name() + " " + stream.name())
        .orElse(stream.name());
  }
}
