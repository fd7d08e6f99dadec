// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/**
 * What operators say about limits, and what alarms were judged by. Everything is added, nothing
 * changed. Two records never have the same instant: a book of limits is ordered by it. Thread-safe.
 */
public interface Limits {
  /** All ever recorded, in the order of recording. */
  List<OperatorLimit> operatorLimits();

  /**
   * Keeps a limit; id and time of recording are given here.
   *
   * @throws RegistryException {@code NOT_FOUND} when there is no such outlet
   */
  OperatorLimit add(OperatorLimit limit);

  /** All ever recorded, in the order of recording. */
  List<LimitSwitch> switches();

  /** Keeps a switch; id and time of recording are given here. */
  LimitSwitch add(LimitSwitch one);

  /** All ever recorded, in the order of recording. */
  List<StandardUse> uses();

  /** Keeps where a standard applies; id and time of recording are given here. */
  StandardUse add(StandardUse use);

  /** Notes what an alarm was judged by; nothing when the newest note says so already. */
  void judged(long alarm, String limit, String choice);

  /** What an alarm was judged by, the oldest first. */
  List<AlarmLimit> of(long alarm);

  /** Rises with every write but {@link #judged}, for those who keep limits at hand. */
  long changes();
}
