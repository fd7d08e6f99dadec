// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import java.util.Locale;
import org.greenheart.server.limits.HeldLimit;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A result held against the limit in force when the sample was taken.
 *
 * @param reason why it is not judged; empty when it is
 * @param value that was compared, in the result's unit: measured or at reference oxygen; of what
 *     was not detected the detection limit. Null when nothing was compared
 * @param converted whether that is a value at reference oxygen
 * @param lower end of the limit in the result's unit
 * @param upper end of the limit in the result's unit
 * @param longerMean whether the limit is on a daily mean and the sample is of less than a day
 * @param held the limit and why that one; null when there is none
 */
record Judged(
    Outcome outcome,
    String reason,
    @Nullable Decimal value,
    boolean converted,
    @Nullable Decimal lower,
    @Nullable Decimal upper,
    boolean longerMean,
    @Nullable HeldLimit held) {
  /** What came of it. */
  enum Outcome {
    MET,
    EXCEEDED,
    NOT_JUDGED;

    /** As in JSON: {@code not-judged}. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Judged not(String reason) {
    return new Judged(Outcome.NOT_JUDGED, reason, null, false, null, null, false, null);
  }

  boolean isExceeded() {
    return outcome == Outcome.EXCEEDED;
  }
}
