// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a product in one batch.
 *
 * @param id 0 while not kept yet
 * @param unit the line or kiln; 0 = not said
 * @param batch unique within the product
 * @param to after from; itself not within
 * @param amount in the product's unit, above 0
 * @param qualified the part of it that passed, from 0 to the amount
 * @param withdrawn whether it was entered by mistake and counts no more
 * @param recorded filled in by the registry
 * @param why it says other than what was recorded before; null for the first
 */
public record OutputEntry(
    long id,
    long enterprise,
    long product,
    long unit,
    String batch,
    Instant from,
    Instant to,
    Decimal amount,
    Decimal qualified,
    boolean withdrawn,
    String author,
    Instant recorded,
    @Nullable String why) {
  /**
   * @throws RuleException {@code output-nothing}, {@code output-qualified}, {@code period-order}
   */
  public OutputEntry {
    batch = Checks.text("batch", batch);
    author = Checks.text("author", author);
    why = Checks.optional("why", why);
    requireNonNull(recorded, "recorded is null");
    Checks.order(from, to);
    if (amount.unscaled() <= 0) {
      throw new RuleException(
          "amount", "must be above 0: nothing made is no entry", amount, "output-nothing");
    }
    if (qualified.unscaled() < 0 || qualified.compareTo(amount) > 0) {
      throw new RuleException(
          "qualified",
          "must be from 0 to the amount (%s)".formatted(amount),
          qualified,
          "output-qualified");
    }
  }

  /** Whether both say the same of the batch, whoever recorded them. */
  boolean saysAs(OutputEntry other) {
    return unit == other.unit
        && from.equals(other.from)
        && to.equals(other.to)
        && amount.compareTo(other.amount) == 0
        && qualified.compareTo(other.qualified) == 0
        && withdrawn == other.withdrawn;
  }
}
