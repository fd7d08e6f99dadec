// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import org.greenheart.regulation.limits.LimitChoice;
import org.greenheart.regulation.rules.Reasoned;

/**
 * A limit with its name, and how it was chosen.
 *
 * @param outlet key of the outlet
 */
record ChosenLimit(String outlet, String ref, Reasoned<LimitChoice> choice) {
  ChosenLimit {
    requireNonNull(outlet, "outlet is null");
    requireNonNull(ref, "ref is null");
    requireNonNull(choice, "choice is null");
  }
}
