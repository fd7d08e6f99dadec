// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EPCIS events. Thread-safe. */
public interface EpcisEvents {
  /**
   * Keeps a capture with its events. An event of which its owner has one with this id already is
   * left out.
   *
   * @param events of the capture's owner
   * @return the capture with how many of its events were new
   */
  EpcisCapture add(String uuid, long owner, List<EpcisEvent> events);

  /**
   * Keeps an event that a step of trade wrote, without a capture.
   *
   * @param party the other side, which sees it too; null where there is none
   */
  void add(EpcisEvent event, @Nullable Long party);

  /**
   * What happened in trade and has no events yet, by id. Written once {@link #followed} says so.
   *
   * @param limit of each of the two
   */
  Unfollowed unfollowed(int limit);

  /** That all of these have their events now. */
  void followed(Unfollowed done);

  /** Steps of trade and lots, by id. */
  record Unfollowed(List<SupplyEvent> steps, List<SupplyLot> lots) {
    public Unfollowed {
      steps = List.copyOf(steps);
      lots = List.copyOf(lots);
    }

    public boolean isEmpty() {
      return steps.isEmpty() && lots.isEmpty();
    }
  }

  /**
   * @param owners whose; null for everybody's
   */
  Optional<EpcisCapture> capture(String uuid, @Nullable Collection<Long> owners);

  /**
   * Newest first.
   *
   * @param owners whose; null for everybody's
   * @param before only those with a smaller id
   */
  List<EpcisCapture> captures(@Nullable Collection<Long> owners, long before, int limit);

  /**
   * Different values of a column among the events that are seen, in the order of their letters.
   *
   * @param seers as in {@link Query}
   */
  List<String> values(Column column, @Nullable Set<Long> seers, int skip, int limit);

  /**
   * Different identifiers in the events that are seen, as URIs and in the order of their letters.
   * Those of events that are seen because of a lot alone are left out: such an event names what is
   * not the reader's, and the lot itself is named by the delivery that brought it.
   *
   * @param seers as in {@link Query}
   */
  List<String> identifiers(@Nullable Set<Long> seers, int skip, int limit);

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
   * @param seers who asks; null for those who see everybody's. An enterprise sees what it captured,
   *     what trade wrote of its steps, and what the maker of a lot that was shipped to it captured
   *     of that lot; of these no transformation, whose inputs are the maker's business, none with
   *     destinations of which none has the enterprise's credit code, and no transaction without
   *     such a destination. By a lot that did not come to it, it finds none of these
   * @param skip so many are left out at the beginning
   */
  record Query(
      Map<Column, Set<String>> columns,
      List<Keys> keys,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedTo,
      @Nullable Set<Long> seers,
      boolean newestFirst,
      int skip,
      int limit) {
    public Query {
      columns = Map.copyOf(columns);
      keys = List.copyOf(keys);
      seers = seers == null ? null : Set.copyOf(seers);
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
  record Keys(Set<String> roles, Set<Name> names) {
    public Keys {
      roles = Set.copyOf(roles);
      names = Set.copyOf(names);
    }
  }

  /**
   * An identifier.
   *
   * @param key as it may stand in an event
   * @param lot the code of the lot that it names; the key itself where it names none
   */
  record Name(String key, String lot) {}
}
