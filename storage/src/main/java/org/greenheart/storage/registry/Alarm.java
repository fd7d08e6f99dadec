// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as kept. Its id never changes and it is never deleted.
 *
 * @param signalCode the quantity that was judged
 * @param start when the condition began to hold, in the data's time
 * @param end when it ceased to, in the data's time; null while open
 * @param peak the highest value judged
 * @param limit what the peak was held against
 * @param late whether it was found in data that came late: recorded, never sounded
 * @param raised when the server raised it
 */
public record Alarm(
    long id,
    String rule,
    int ruleVersion,
    long thing,
    String signalCode,
    AlarmState state,
    Severity severity,
    Instant start,
    @Nullable Instant end,
    @Nullable Decimal peak,
    @Nullable Decimal limit,
    String unit,
    String basis,
    boolean late,
    Instant raised,
    Instant changed,
    @Nullable Instant acknowledged,
    @Nullable String acknowledgedBy,
    @Nullable Long caseFile) {
  public Alarm {
    requireNonNull(rule, "rule is null");
    requireNonNull(signalCode, "signalCode is null");
    requireNonNull(state, "state is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(start, "start is null");
    requireNonNull(raised, "raised is null");
    requireNonNull(changed, "changed is null");
  }
}
