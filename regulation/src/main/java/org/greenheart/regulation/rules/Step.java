// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static java.util.Objects.requireNonNull;

/**
 * One line of a working: what was computed, how, and what came out. Immutable.
 *
 * @param zh what, in Chinese
 * @param en what, in English
 * @param expression with the numbers in it, {@code 50 + 50/40 × (46 − 40)}; empty for a plain fact
 * @param result with its unit, {@code 57.5}
 */
public record Step(String zh, String en, String expression, String result) {
  public Step {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(expression, "expression is null");
    requireNonNull(result, "result is null");
  }
}
