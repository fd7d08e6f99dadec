// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

/**
 * An explanation that somebody gave, or that the readings themselves suggest. Immutable.
 *
 * @param outlet of which it speaks; empty: of the whole firm
 * @param record that says so
 */
public record Explained(Explanation explanation, String outlet, Evidence record) {
  public Explained {
    requireNonNull(explanation, "explanation is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(record, "record is null");
  }

  /** Whether a clue may come of it; one of the whole firm may come of what any outlet did. */
  public boolean explains(RuleId rule, String ofOutlet) {
    return explanation.explains(rule)
        && (outlet.isEmpty() || ofOutlet.isEmpty() || outlet.equals(ofOutlet));
  }
}
