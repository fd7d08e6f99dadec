// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as kept. Its id never changes and it is never deleted.
 *
 * @param thing the point that it is about; 0 for an alarm of an area
 * @param area the area that it is about; 0 for an alarm of a point
 * @param signalCode the quantity that was judged
 * @param level the word of the warning level reached; null where the rule knows none
 * @param start when the condition began to hold, in the data's time
 * @param end when it ceased to, in the data's time; null while open
 * @param peak the highest value judged
 * @param limit what the peak was held against
 * @param late whether it was found in data that came late: recorded, never sounded
 * @param raised when the server raised it
 * @param previous the alarm that this one is a recurrence of
 * @param mergedInto the older alarm that stays in its place; then this one is withdrawn
 * @param assigned who sees to it: the name of an account or a unit, or any other
 * @param assignedAccount the account, where it is one
 * @param shelvedUntil until when it does not ask for a person, by the server's clock; null when it
 *     is not shelved
 * @param sounded when it first asked for a person, by the server's clock; null when it never did
 * @param waitsSince since when it asks, a shelf not counted; null when it never did
 * @param escalation the highest level of escalation reached; 0 when none
 */
public record Alarm(
    long id,
    String rule,
    int ruleVersion,
    long thing,
    long area,
    String signalCode,
    AlarmState state,
    Severity severity,
    @Nullable String level,
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
    @Nullable Long caseFile,
    @Nullable Long previous,
    @Nullable Long mergedInto,
    @Nullable String assigned,
    @Nullable Long assignedAccount,
    @Nullable Instant shelvedUntil,
    @Nullable Instant sounded,
    @Nullable Instant waitsSince,
    int escalation) {
  public Alarm {
    if ((thing == 0) == (area == 0)) {
      throw new IllegalArgumentException(
          "an alarm is about a point or an area, not thing (%s) and area (%s)"
              .formatted(thing, area));
    }
    requireNonNull(rule, "rule is null");
    requireNonNull(signalCode, "signalCode is null");
    requireNonNull(state, "state is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(start, "start is null");
    requireNonNull(raised, "raised is null");
    requireNonNull(changed, "changed is null");
  }

  /** Whether it asks for a person now. */
  public boolean waits() {
    return state == AlarmState.OPEN
        && waitsSince != null
        && acknowledged == null
        && shelvedUntil == null;
  }
}
