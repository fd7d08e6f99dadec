// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports made on a schedule. Thread-safe. */
public interface ReportSchedules {
  /** By id. */
  List<ReportSchedule> list();

  Optional<ReportSchedule> find(long id);

  /** Whose time has come, by it. */
  List<ReportSchedule> due(Instant now);

  /**
   * Adds one, or changes the one with its id.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  ReportSchedule put(ReportSchedule schedule);

  /**
   * Notes that one was made, or was not.
   *
   * @param error null when it was
   */
  void made(long id, Instant next, @Nullable String error);

  /** False when there is none. */
  boolean remove(long id);

  /** Cases that were open within a stretch of time, without plans and programmes, by id. */
  List<CaseLine> casesBetween(Instant from, Instant to);
}
