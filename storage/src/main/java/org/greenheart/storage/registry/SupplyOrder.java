// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order: a part of what was agreed. Most orders have one.
 *
 * @param id 0 for a new one
 * @param head the first line of its order; 0 for a new line that is the first, then its own id
 * @param line counts the lines of an order from 1
 * @param confirmed how much the supplier will deliver; null until it has said so
 * @param promised by when
 * @param made when it was ordered
 * @param reference the number that the buyer's own system has for it; null where it has none
 * @param warned words of the warnings that were told
 * @param version counts the changes
 */
public record SupplyOrder(
    long id,
    long head,
    int line,
    long request,
    State state,
    BigDecimal quantity,
    LocalDate neededBy,
    @Nullable BigDecimal confirmed,
    @Nullable LocalDate promised,
    Instant made,
    @Nullable String reference,
    Set<String> warned,
    int version) {
  /** Where it stands. */
  public enum State {
    ORDERED,
    CONFIRMED,
    PART_DELIVERED,
    DELIVERED,
    CLOSED,
    REFUSED,
    CANCELLED;

    /** Whether something is still to come of it. */
    public boolean isOpen() {
      return switch (this) {
        case ORDERED, CONFIRMED, PART_DELIVERED -> true;
        case DELIVERED, CLOSED, REFUSED, CANCELLED -> false;
      };
    }

    /** Whether it counts against what was agreed. */
    public boolean draws() {
      return switch (this) {
        case ORDERED, CONFIRMED, PART_DELIVERED, DELIVERED, CLOSED -> true;
        case REFUSED, CANCELLED -> false;
      };
    }
  }

  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  public SupplyOrder {
    if ((line == 1) != (head == id)) {
      throw new IllegalArgumentException("the first line, and no other, is the head of its order");
    }
    requireNonNull(state, "state is null");
    quantity = Amounts.positive("quantity", quantity);
    requireNonNull(neededBy, "neededBy is null");
    confirmed = confirmed == null ? null : Amounts.positive("quantity", confirmed);
    requireNonNull(made, "made is null");
    reference = Checks.optional("reference", reference);
    warned = Set.copyOf(warned);
    if ((confirmed == null) != (promised == null)) {
      throw new IllegalArgumentException("a confirmation has an amount and a day");
    }
  }

  /** How much counts of it: what is confirmed, until then what is ordered. */
  public BigDecimal counts() {
    return confirmed == null ? quantity : confirmed;
  }
}
