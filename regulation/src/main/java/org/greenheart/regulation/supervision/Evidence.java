// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

/**
 * A record that a clue rests on. Immutable.
 *
 * @param source which list it is of
 * @param id by which it is found there
 * @param says what it says, as far as the clue needs it
 */
public record Evidence(Source source, String id, String says) {
  /** The lists that are held against each other. */
  public enum Source {
    PERMIT,
    TAXPAYER,
    DECLARATION,
    MONITORING,
    /** What the holder of the permit has reported: how long an outlet ran. */
    EXECUTION_REPORT,
    /** The server's own readings and laboratories' reports, not a list. */
    READINGS,
    PENALTY,
    WASTE_LEDGER,
    PROJECT,
    CONSUMPTION,
    COMPARISON,
    EXPLANATION
  }

  public Evidence {
    requireNonNull(source, "source is null");
    requireNonNull(says, "says is null");
    if (id.isBlank()) {
      throw new IllegalArgumentException("a record of %s must have an id".formatted(source));
    }
  }
}
