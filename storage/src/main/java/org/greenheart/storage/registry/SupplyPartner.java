// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

/**
 * Two enterprises that trade.
 *
 * @param id 0 for a new one
 * @param proposedBy the one of the two that asked; the other one accepts
 * @param sharesStock whether the buyer sees what the supplier has in stock
 * @param version counts the changes
 */
public record SupplyPartner(
    long id,
    long buyer,
    long supplier,
    State state,
    long proposedBy,
    boolean sharesStock,
    int version) {
  /** Where it stands. */
  public enum State {
    PROPOSED,
    ACTIVE,
    ENDED
  }

  /**
   * @throws RuleException {@code partner-self}
   */
  public SupplyPartner {
    requireNonNull(state, "state is null");
    if (buyer == supplier) {
      throw new RuleException("supplier", "must be another enterprise", supplier, "partner-self");
    }
    if (proposedBy != buyer && proposedBy != supplier) {
      throw new IllegalArgumentException("a third party (%s) proposes".formatted(proposedBy));
    }
  }

  public boolean isActive() {
    return state == State.ACTIVE;
  }
}
