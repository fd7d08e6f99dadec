// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A limit among others. Immutable.
 *
 * @param limit the one that counts
 * @param candidates all that were considered, disabled ones too: permit, local, national
 * @param permitLooser whether the permit allows more than a standard does: someone has to look
 */
public record LimitChoice(Limit limit, List<Limit> candidates, boolean permitLooser) {
  public LimitChoice {
    requireNonNull(limit, "limit is null");
    candidates = List.copyOf(candidates);
  }
}
