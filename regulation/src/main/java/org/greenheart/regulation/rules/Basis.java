// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static java.util.Objects.requireNonNull;

/**
 * Where a rule stands. Immutable.
 *
 * @param document the standard, {@code HJ 633-2026}
 * @param clause its place in it, {@code 5.2, formula (1)}; empty when it is not known
 * @param confidence how sure it is that the document says so
 * @param source where this was read
 */
public record Basis(String document, String clause, Confidence confidence, String source) {
  private static final String UNVERIFIED = "未核实 unverified: ";

  public Basis {
    requireNonNull(clause, "clause is null");
    requireNonNull(confidence, "confidence is null");
    requireNonNull(source, "source is null");
    if (document.isBlank()) {
      throw new IllegalArgumentException("a basis must name its document");
    }
  }

  /** A basis read in the text of the standard itself. */
  public static Basis seen(String document, String clause) {
    return new Basis(document, clause, Confidence.HIGH, "text of the standard");
  }

  /**
   * As it may be printed: an unverified basis is never printed as law. It names what it is said to
   * be, without a clause.
   */
  public Basis shown() {
    return confidence != Confidence.LOW || document.startsWith(UNVERIFIED)
        ? this
        : new Basis(UNVERIFIED + document, "", confidence, source);
  }

  /** Document and clause in one line. */
  public String citation() {
    return clause.isEmpty() ? document : document + ", " + clause;
  }
}
