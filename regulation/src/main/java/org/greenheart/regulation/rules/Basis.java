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

  /** Document and clause in one line. */
  public String citation() {
    return clause.isEmpty() ? document : document + ", " + clause;
  }
}
