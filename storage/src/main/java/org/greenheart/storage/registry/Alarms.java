// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Alarms, and what the data make of them. Each change is kept as an {@link AlarmEvent}; what people
 * do is in {@link AlarmDesk}. Thread-safe.
 */
public interface Alarms {
  /**
   * Raises an alarm. One that begins soon after another of its rule, thing and signal ended is
   * linked to it as its recurrence, and shelved when that one is.
   *
   * @throws RegistryException {@code DUPLICATE} when one is open for the rule, thing and signal
   */
  Alarm raise(NewAlarm alarm);

  /**
   * Notes a new peak of an open alarm; of one that is not open any more it changes nothing.
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
   * Clears an open alarm for another reason than its data; one that is not open is left as it is.
   *
   * @param end in the data's time
   * @param why a sentence or a word, kept with what it was and what it is
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm clear(long id, Instant end, @Nullable String why, String by);

  /**
   * Notes that an alarm found in late data still holds in live data: from now on it sounds.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm enliven(long id);

  /**
   * Notes that an alarm judged again did not last as long as was thought, or longer. The same span
   * changes nothing.
   *
   * @param end null when it is still open: one that was over is open again
   * @param why a sentence or a word, kept with what it was and what it is
   * @throws RegistryException {@code NOT_FOUND}; {@code ALARM_WITHDRAWN}; {@code DUPLICATE} when it
   *     were open and another is
   */
  Alarm extend(long id, Instant start, @Nullable Instant end, String why, String by);

  /**
   * Notes that an alarm judged again, open or over, had another peak, or was held against another
   * limit. The same values change nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}; {@code ALARM_WITHDRAWN}
   */
  Alarm correctPeak(long id, Decimal peak, @Nullable Decimal limit, String why, String by);

  /**
   * Notes that an alarm judged again was none: it stays, withdrawn, with the reason. Again changes
   * nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm withdraw(long id, String why, String by);

  /**
   * Makes one of two alarms of the same rule, thing and signal. The older stays, spans both and
   * takes the higher peak, the case and the recurrences of the younger; the younger is withdrawn
   * and points to it.
   *
   * @return the older
   * @throws IllegalArgumentException when they are not of one rule, thing and signal, or the same
   * @throws RegistryException {@code NOT_FOUND}; {@code ALARM_WITHDRAWN} when one of them is
   */
  Alarm merge(long older, long younger, String why, String by);

  /**
   * Ties an alarm to a case.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Alarm attach(long id, long caseFile, String by);

  Optional<Alarm> find(long id);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  default Alarm existing(long id) {
    return find(id).orElseThrow(() -> RegistryException.notFound("alarm", id));
  }

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

  /**
   * Alarms, newest first.
   *
   * @param before only alarms with a smaller id; {@link Long#MAX_VALUE} for the first page
   */
  List<Alarm> list(AlarmFilter filter, long before, int limit);

  /** Alarms of a rule at a point that have a moment in common with a stretch of time. */
  List<Alarm> within(String rule, long thing, String signalCode, Instant from, Instant to);

  /** Alarms of a rule that are about an area and have a moment in common with a stretch of time. */
  List<Alarm> ofArea(String rule, long area, Instant from, Instant to);

  /** What an alarm of an area rests on, by thing; empty for one of a point. */
  List<AlarmStation> stations(long id);

  /**
   * Says anew which level an alarm of an area has reached and what it rests on. Another level is a
   * change of the alarm; other stations are not.
   *
   * @param level a word, such as {@code orange}
   * @throws RegistryException {@code NOT_FOUND}
   */
  void restOn(long id, String level, List<AlarmStation> stations, String by);

  List<Alarm> ofCase(long caseFile);

  /** What followed an alarm, oldest first. */
  List<Alarm> recurrences(long id);

  /** What happened to an alarm, oldest first. */
  List<AlarmEvent> events(long id);

  /** The number of the newest event of all alarms; 0 when there is none. */
  long lastEvent();

  /** The points of alarms that changed after an event. */
  List<Long> changedAfter(long event);

  /** The areas of alarms that changed after an event. */
  List<Long> areasChangedAfter(long event);
}
