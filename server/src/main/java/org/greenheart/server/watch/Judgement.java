// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of a point at one moment.
 *
 * @param value the number that was judged, for the alarm's peak
 * @param limit what it was held against
 * @param unjudged why a value that counts could not be judged; null for none
 */
record Judgement(
    Verdict verdict,
    @Nullable Decimal value,
    @Nullable Decimal limit,
    @Nullable Unjudged unjudged) {
  static final Judgement UNKNOWN = new Judgement(Verdict.UNKNOWN, null, null);

  Judgement {
    requireNonNull(verdict, "verdict is null");
  }

  Judgement(Verdict verdict, @Nullable Decimal value, @Nullable Decimal limit) {
    this(verdict, value, limit, null);
  }

  /** Of a value that is there and is not what the limit judges. */
  static Judgement unjudged(Unjudged why) {
    return new Judgement(Verdict.UNKNOWN, null, null, why);
  }

  static Judgement of(boolean holds, @Nullable Decimal value, @Nullable Decimal limit) {
    return new Judgement(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, value, limit);
  }

  /** Neither beyond the threshold that raises nor back behind the one that clears. */
  static Judgement between(@Nullable Decimal value, @Nullable Decimal limit) {
    return new Judgement(Verdict.BETWEEN, value, limit);
  }

  /** Whether the rule's condition holds. */
  enum Verdict {
    HOLDS,
    DOES_NOT_HOLD,
    /** Within the hysteresis: an alarm goes on, none begins. */
    BETWEEN,
    /** A gap, a mark or a missing signal: neither raises nor clears. */
    UNKNOWN
  }
}
