// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.time.LocalDate;

/**
 * From when to when a permit holds. Of several with one beginning the one recorded last counts; the
 * others are history.
 *
 * @param from first day
 * @param to last day
 * @param recorded when it became known here
 */
public record PermitTerm(long id, long permit, LocalDate from, LocalDate to, Instant recorded) {
  public PermitTerm {
    if (to.isBefore(from)) {
      throw new RuleException("validTo", "must not be before " + from, to, "term-order");
    }
  }

  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }
}
