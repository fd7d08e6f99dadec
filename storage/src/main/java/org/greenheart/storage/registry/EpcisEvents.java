// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EPCIS events. Thread-safe. */
public interface EpcisEvents {
  /**
   * Keeps an event.
   *
   * @return false when its owner has one of this id already: then nothing changes
   */
  boolean add(EpcisEvent event);

  /** How many events a capture brought; 0 when there is none like it. */
  int captured(String capture, Collection<Long> owners);

  /** Events by time, then id. */
  List<EpcisEvent> query(Query query);

  /**
   * What is asked for. Where several things are asked, all have to fit.
   *
   * @param columns of {@code type}, {@code action}, {@code biz_step}, {@code disposition}, {@code
   *     read_point}, {@code biz_location}, {@code event_id}, {@code capture}: one of the values has
   *     to be there
   * @param keys each needs one identifier of its roles
   * @param from null for no bound
   * @param to itself not within
   * @param owners whose; null for everybody's
   * @param shared lots' codes whose events others may see too
   * @param skip so many are left out at the beginning
   */
  record Query(
      Map<Column, Set<String>> columns,
      List<Keys> keys,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedTo,
      @Nullable Set<Long> owners,
      Set<String> shared,
      boolean newestFirst,
      int skip,
      int limit) {
    public Query {
      columns = Map.copyOf(columns);
      keys = List.copyOf(keys);
      owners = owners == null ? null : Set.copyOf(owners);
      shared = Set.copyOf(shared);
    }
  }

  /** A column that is compared with values. */
  enum Column {
    TYPE,
    ACTION,
    BIZ_STEP,
    DISPOSITION,
    READ_POINT,
    BIZ_LOCATION,
    EVENT_ID,
    CAPTURE
  }

  /** One of some identifiers in one of some roles. */
  record Keys(Set<String> roles, Set<String> keys) {
    public Keys {
      roles = Set.copyOf(roles);
      keys = Set.copyOf(keys);
    }
  }
}
