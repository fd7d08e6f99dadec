// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is registered of an outlet. Immutable.
 *
 * @param book with the permit limits of this outlet
 * @param standards assigned to it
 * @param mergedStreams whether streams with different limits leave by it
 */
public record RegisteredOutlet(
    String name, LimitBook book, List<AppliedStandard> standards, boolean mergedStreams) {
  public RegisteredOutlet {
    requireNonNull(name, "name is null");
    requireNonNull(book, "book is null");
    standards = List.copyOf(standards);
  }
}
