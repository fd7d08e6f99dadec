// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The upkeep ledger of station houses and facilities. Thread-safe. */
public interface Upkeep {
  /** Who stands behind entries from data marks. */
  String DATA = "data";

  /**
   * Adds what a person says.
   *
   * @throws RegistryException {@code NOT_FOUND} when the thing does not exist
   * @throws RuleException {@code upkeep-order} when it ends before it begins
   */
  UpkeepEntry add(
      long thing,
      UpkeepEntry.Kind kind,
      Instant from,
      @Nullable Instant to,
      String who,
      String note);

  /**
   * Keeps a stretch over which data bore a mark. What touches an entry of the kind from marks
   * becomes part of it, so reading the same data again changes nothing.
   *
   * @param from in the data's time
   * @param to the end of the last marked row
   * @param gap so far apart two stretches are still one
   */
  void mark(long thing, UpkeepEntry.Kind kind, Instant from, Instant to, Duration gap, String note);

  /**
   * Says that an entry is wrong; it stays, struck. Again changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  UpkeepEntry strike(long id, String why, String by);

  /**
   * Entries, the newest beginning first.
   *
   * @param thing null for all
   * @param facility only of points at this facility; null for all
   * @param kind null for all
   * @param from entries that last at or after this
   * @param to entries that begin before this
   * @param seen of which points entries are given
   */
  List<UpkeepEntry> list(
      @Nullable Long thing,
      @Nullable Long facility,
      UpkeepEntry.@Nullable Kind kind,
      Instant from,
      Instant to,
      LongPredicate seen,
      int limit);
}
