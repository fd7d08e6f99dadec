// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/** Alarms. Thread-safe. */
public interface Alarms {
  /**
   * Raises an alarm.
   *
   * @throws RegistryException {@code DUPLICATE} when one is open for the rule, thing and signal
   */
  Alarm raise(NewAlarm alarm);

  /**
   * Notes a new peak.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm peak(long id, Decimal peak, @Nullable Decimal limit);

  /**
   * Clears an open alarm; clearing it again changes nothing.
   *
   * @param end in the data's time
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm clear(long id, Instant end);

  /**
   * Notes that an alarm found in late data still holds in live data: from now on it sounds.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm enliven(long id);

  /**
   * Notes that a person has seen it; the first one stays.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm acknowledge(long id, String by);

  /**
   * Ties an alarm to a case.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm attach(long id, long caseFile);

  Optional<Alarm> find(long id);

  Optional<Alarm> open(String rule, long thing, String signalCode);

  /** All open alarms, by id. */
  List<Alarm> open();

  /**
   * Alarms, newest first.
   *
   * @param state null for all
   * @param thing null for all
   * @param before only alarms with a smaller id; {@link Long#MAX_VALUE} for the first page
   */
  List<Alarm> list(@Nullable AlarmState state, @Nullable Long thing, long before, int limit);

  /** Alarms of a rule at a point that have a moment in common with a stretch of time. */
  List<Alarm> within(String rule, long thing, String signalCode, Instant from, Instant to);

  List<Alarm> ofCase(long caseFile);
}
