// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A result that explains itself: the value, the rule that gave it, and the working that a person
 * can follow with a pocket calculator. Immutable.
 *
 * @param value what came out
 * @param basis the rule
 * @param steps the working, in order
 */
public record Reasoned<T>(T value, Basis basis, List<Step> steps) {
  public Reasoned {
    requireNonNull(value, "value is null");
    requireNonNull(basis, "basis is null");
    steps = List.copyOf(steps);
  }

  /**
   * Whether the rule was read or confirmed. What an unverified rule gave may be shown as such; it
   * judges nothing unless an operator has enabled the rule.
   */
  public boolean verified() {
    return basis.confidence() != Confidence.LOW;
  }

  /** The same reasons for a value derived from this one. */
  public <R> Reasoned<R> map(Function<T, R> derive) {
    return new Reasoned<>(derive.apply(value), basis, steps);
  }

  /** With steps that came before. */
  public Reasoned<T> after(List<Step> earlier) {
    List<Step> all = new ArrayList<>(earlier);
    all.addAll(steps);
    return new Reasoned<>(value, basis, all);
  }
}
