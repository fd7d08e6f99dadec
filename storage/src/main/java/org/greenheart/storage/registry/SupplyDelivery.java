// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on an order. Where the two sides count otherwise, both figures stay, and what counts
 * in the end stands beside them.
 *
 * @param id 0 for a new one
 * @param shipped the supplier's figure
 * @param counted the buyer's figure; null until received
 * @param quality null until received
 * @param proposed how a dispute might end; null where nobody has proposed
 * @param proposedBy the enterprise that did
 * @param settled what both agreed on in the end; null where there is no dispute or no end of it
 * @param version counts the changes
 */
public record SupplyDelivery(
    long id,
    long order,
    State state,
    BigDecimal shipped,
    Instant shippedAt,
    LocalDate expected,
    @Nullable BigDecimal counted,
    @Nullable Quality quality,
    String qualityNote,
    @Nullable BigDecimal proposed,
    @Nullable Long proposedBy,
    @Nullable BigDecimal settled,
    int version) {
  /** Where it stands. */
  public enum State {
    SHIPPED,
    RECEIVED,
    DISPUTED,
    SETTLED
  }

  /** What the buyer's check of the goods said. */
  public enum Quality {
    PASSED,
    CONDITIONAL,
    FAILED
  }

  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}, {@code too-long}
   */
  public SupplyDelivery {
    requireNonNull(state, "state is null");
    shipped = Amounts.positive("quantity", shipped);
    requireNonNull(shippedAt, "shippedAt is null");
    requireNonNull(expected, "expected is null");
    counted = Amounts.optional("quantity", counted);
    qualityNote = qualityNote.isBlank() ? "" : Checks.text("qualityNote", qualityNote);
    proposed = Amounts.optional("quantity", proposed);
    settled = Amounts.optional("quantity", settled);
  }

  /** What is sure to have come: nothing while it is on its way or in dispute. */
  public BigDecimal sure() {
    BigDecimal figure =
        switch (state) {
          case SHIPPED, DISPUTED -> null;
          case RECEIVED -> counted;
          case SETTLED -> settled;
        };
    return figure == null ? BigDecimal.ZERO : figure;
  }

  /** What is sure to have come and did not fail the buyer's check. */
  public BigDecimal good() {
    return quality == Quality.FAILED ? BigDecimal.ZERO : sure();
  }
}
