// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;

/**
 * What people do about alarms, and the clock for them. Each change is kept as an {@link
 * AlarmEvent}; doing what has been done already changes nothing. Thread-safe.
 *
 * <p>All throw {@link RegistryException}: {@code NOT_FOUND}; {@code ALARM_WITHDRAWN} where a
 * withdrawn alarm is concerned, of which only comments are taken.
 */
public interface AlarmDesk {
  /** Notes that a person has seen it; the first one stays. */
  Alarm acknowledge(long id, String by);

  /** Says who sees to it, by a name alone. */
  default Alarm assign(long id, String person, String by) {
    return assign(id, person, 0, by);
  }

  /**
   * Says who sees to it. Whom the name is of is told.
   *
   * @param person the name of an account or a unit, or any other; empty for nobody
   * @param account 0 where it is none
   */
  Alarm assign(long id, String person, long account, String by);

  Alarm comment(long id, String text, String by);

  /**
   * Lets an alarm and its recurrences not ask for a person until a time.
   *
   * @param until by the server's clock
   * @throws RegistryException {@code ALARM_OVER}
   */
  Alarm shelve(long id, Instant until, String why, String by);

  /** Ends a shelf: an open alarm asks again. */
  Alarm unshelve(long id, String why, String by);

  /**
   * Turns to someone else, once for each level: false when it is too late or has been done. Late
   * alarms, shelved and acknowledged ones and those that are over never escalate.
   */
  boolean escalate(long id, int level, String recipient);

  /** Shelved alarms whose time is over, by id. */
  List<Alarm> shelvesOver();

  /** Open alarms that ask for a person and that nobody has acknowledged, by id. */
  List<Alarm> waiting();

  /** Alarms that first asked for a person in a stretch of time by the server's clock, in order. */
  List<SoundedAlarm> sounded(Instant from, Instant to);

  AlarmPolicy policy();

  AlarmPolicy decide(AlarmPolicy policy, String by);
}
