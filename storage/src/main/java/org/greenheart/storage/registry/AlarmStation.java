// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A station that an alarm of an area rests on.
 *
 * @param value what was judged at it, in the alarm's unit; null when it had none
 * @param note more in a word, such as the primary pollutant; may be empty
 */
public record AlarmStation(long thing, @Nullable Decimal value, String note) {
  public AlarmStation {
    requireNonNull(note, "note is null");
  }
}
