// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One value of a meter. Immutable.
 *
 * @param identifier of this value: in a block each has its own
 * @param zh what it is, in Chinese
 * @param en what it is, in English
 * @param unit {@code kWh}; empty: none
 * @param text {@code 0.26}, {@code 2026-02-03}; empty where the meter has no such value (FF)
 */
public record Dlt645Value(String identifier, String zh, String en, String unit, String text) {
  public Dlt645Value {
    requireNonNull(identifier, "identifier is null");
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(text, "text is null");
  }

  /** The number with its digits as sent; nothing for a day, a time, or what the meter has not. */
  public Optional<BigDecimal> number() {
    return text.matches("-?[0-9]+([.][0-9]+)?") && !unit.isEmpty()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
