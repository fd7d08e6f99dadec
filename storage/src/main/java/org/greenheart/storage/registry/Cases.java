// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases and their timelines. Thread-safe. */
public interface Cases {
  /**
   * Opens a case for an alarm and ties the alarm to it. The number is given here: the year in
   * Beijing and a count in it.
   *
   * @throws RegistryException {@code DUPLICATE} when the alarm has a case
   */
  CaseFile open(Alarm alarm, String title, String by);

  Optional<CaseFile> find(long id);

  /**
   * Cases, newest first.
   *
   * @param open null for all
   * @param thing null for all
   */
  List<CaseFile> list(@Nullable Boolean open, @Nullable Long thing, long before, int limit);

  /** All open cases, by id. */
  List<CaseFile> open();

  /** The open case of a rule at a point, to which its further alarms belong. */
  Optional<CaseFile> open(String rule, long thing, String signalCode);

  /** Keeps how far the proof has come; {@code event} goes into the timeline when given. */
  CaseFile progress(long id, String progress, @Nullable CaseEvent event);

  /** Adds to the timeline. */
  void note(long id, CaseEvent event);

  /**
   * Closes an open case.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  CaseFile close(long id, CaseEvent event);

  /** Oldest first. */
  List<CaseEvent> timeline(long id);
}
