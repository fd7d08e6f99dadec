// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;

/**
 * What a figure rests on: a meter or a bill of energy, a meter or a batch of output.
 *
 * @param kind {@code meter}, {@code bill} or {@code batch}
 * @param id of the meter, bill or batch
 * @param name of the meter; document of a bill; number of a batch
 * @param unit the unit that it stands at; 0 = the whole works
 * @param datastream that the meter reads; 0 for a bill
 * @param from the part of the time that it counts for
 * @param counted what the readings add up to, or what the bill says, in the unit of these
 * @param factor by which that becomes the amount; of a bill or batch that lies partly outside of
 *     the time, its share is in it
 * @param amount in the unit of the carrier or product
 * @param facts what else a bill says
 * @param expected hours that should have readings; 0 for a bill
 * @param read hours that have
 */
public record EnergySource(
    String kind,
    long id,
    String name,
    long unit,
    long datastream,
    String tariff,
    Instant from,
    Instant to,
    BigDecimal counted,
    BigDecimal factor,
    BigDecimal amount,
    String facts,
    long expected,
    long read) {
  static final String ALL = "all";

  public EnergySource {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(tariff, "tariff is null");
    requireNonNull(counted, "counted is null");
    requireNonNull(factor, "factor is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(facts, "facts is null");
  }

  boolean complete() {
    return read >= expected;
  }

  boolean isMeter() {
    return kind.equals("meter");
  }

  /** Whether it is of all tariffs together. */
  boolean isWhole() {
    return tariff.equals(ALL);
  }

  TimeRange time() {
    return new TimeRange(Micros.of(from), Micros.of(to));
  }
}
