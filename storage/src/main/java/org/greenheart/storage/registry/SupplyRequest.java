// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer asks for and a supplier agrees to. Orders draw on what was agreed.
 *
 * @param id 0 for a new one
 * @param agreed at most so much is ordered; null until the supplier has agreed
 * @param version counts the changes
 */
public record SupplyRequest(
    long id,
    long partner,
    long product,
    State state,
    BigDecimal asked,
    @Nullable BigDecimal agreed,
    LocalDate neededBy,
    String note,
    int version) {
  /** Where it stands. */
  public enum State {
    ASKED,
    AGREED,
    DECLINED,
    WITHDRAWN
  }

  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}, {@code too-long}
   */
  public SupplyRequest {
    requireNonNull(state, "state is null");
    asked = Amounts.positive("quantity", asked);
    agreed = agreed == null ? null : Amounts.positive("quantity", agreed);
    requireNonNull(neededBy, "neededBy is null");
    note = note.isBlank() ? "" : Checks.text("note", note);
    if ((state == State.AGREED) != (agreed != null)) {
      throw new IllegalArgumentException("what is agreed has an amount, and nothing else has");
    }
  }
}
