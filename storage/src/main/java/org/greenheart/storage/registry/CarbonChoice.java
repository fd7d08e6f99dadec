// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What an operator chose for the inventory of a year.
 *
 * @param item such as {@code grid} or {@code family natural gas}
 * @param value empty takes the choice back
 * @param recorded filled in by the registry
 */
public record CarbonChoice(
    long enterprise, int year, String item, String value, String author, Instant recorded) {
  public CarbonChoice {
    item = Checks.text("item", item);
    author = Checks.text("author", author);
    requireNonNull(value, "value is null");
    requireNonNull(recorded, "recorded is null");
    value = value.strip();
  }
}
