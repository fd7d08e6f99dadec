// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

/**
 * A standard that an outlet has to keep. Immutable.
 *
 * @param standard {@code GB 25464-2010}; without a year the edition in force on the day
 * @param criteria which of its limits
 */
public record AppliedStandard(String standard, Criteria criteria) {
  public AppliedStandard {
    requireNonNull(criteria, "criteria is null");
    if (standard.isBlank()) {
      throw new IllegalArgumentException("an applied standard must be named");
    }
  }

  /** Whether a limit is one of this standard's that may be meant. */
  public boolean names(LimitScope scope) {
    return scope.level() != Level.PERMIT
        && StandardName.parse(standard).means(scope.standard())
        && criteria.allow(scope);
  }
}
