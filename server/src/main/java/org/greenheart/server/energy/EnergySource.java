// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a figure rests on.
 *
 * @param kind {@code meter} or {@code bill}
 * @param id of the meter or the entry
 * @param name of the meter's datastream, or the document of the bill
 * @param unit the line or kiln; 0 = the whole works
 * @param datastream number, 0 for a bill
 * @param amount in the carrier's unit
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
    BigDecimal amount,
    String facts,
    long expected,
    long read) {
  public EnergySource {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(facts, "facts is null");
  }

  boolean complete() {
    return read >= expected;
  }
}
