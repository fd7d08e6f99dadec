// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms are asked for; null everywhere for all.
 *
 * @param area by its number: its own alarms and those of points and areas within it
 * @param from only alarms that last at or after this, in the data's time
 * @param to only alarms that begin before this, in the data's time
 * @param text a part of the point's, the area's or the rule's name, the quantity or the one it is
 *     assigned to
 */
public record AlarmFilter(
    @Nullable AlarmState state,
    @Nullable Severity severity,
    @Nullable String rule,
    @Nullable Long thing,
    @Nullable Long area,
    @Nullable Boolean late,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean shelved,
    @Nullable Boolean acknowledged,
    @Nullable String text) {
  /** All alarms. */
  public static final AlarmFilter ALL =
      new AlarmFilter(null, null, null, null, null, null, null, null, null, null, null);
}
