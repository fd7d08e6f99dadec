// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

/**
 * Whom a clue is of. Immutable.
 *
 * @param creditCode unified social credit code; empty when it is not known
 * @param match how the lists were found to speak of the same firm
 */
public record Firm(String creditCode, String name, Match match) {
  /** The surest first. */
  public enum Match {
    /** The same credit code in all lists. */
    CODE,
    /** The same name and district. */
    NAME,
    /** A like name or address: raises no clue by itself. */
    FUZZY
  }

  public Firm {
    requireNonNull(creditCode, "creditCode is null");
    requireNonNull(match, "match is null");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a firm must have a name");
    }
  }
}
