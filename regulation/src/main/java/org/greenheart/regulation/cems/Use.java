// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

/**
 * For what a value may be used. The raw value is kept whatever the marks say. Immutable.
 *
 * @param judgement whether it may decide that a limit is exceeded
 * @param amount how it enters the amounts
 * @param display whether curves and tables show it; marked values are shown as marked
 */
public record Use(boolean judgement, Amount amount, boolean display) {
  static final Use NORMAL = new Use(true, Amount.MEASURED, true);
  static final Use INVALID = new Use(false, Amount.SUBSTITUTED, true);
  static final Use EXEMPT = new Use(false, Amount.MEASURED, true);
  static final Use STOPPED = new Use(false, Amount.NONE, true);

  /** What an hour adds to the day's amount. The later weighs more where several marks meet. */
  public enum Amount {
    /** What was measured. */
    MEASURED,
    /** What {@link Substitution} puts in its place. */
    SUBSTITUTED,
    /** Nothing: the source stood still. */
    NONE
  }

  public Use {
    requireNonNull(amount, "amount is null");
  }

  /** What two marks together leave. */
  public Use and(Use other) {
    return new Use(
        judgement && other.judgement,
        amount.compareTo(other.amount) >= 0 ? amount : other.amount,
        display && other.display);
  }
}
