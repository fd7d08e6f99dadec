// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/**
 * All limits that anyone holds: what was shipped, what the operator added or corrected, and the
 * permits'. Nothing is ever edited: a correction is a later entry that takes the place of the
 * earlier ones on its own days, so that the book still answers what was held on a day <i>as it was
 * known</i> at an instant. To withdraw a limit, correct it with one that is not enabled. Immutable
 * and thread-safe.
 */
public final class LimitBook {
  private static final Comparator<Limit> BY_ENTRY =
      Comparator.comparing(limit -> limit.entry().order());

  /** By key; the entries of one key in the order in which they were recorded. */
  private final Map<LimitKey, List<Limit>> entries = new LinkedHashMap<>();

  private final Map<String, List<LimitKey>> keysOfItem = new LinkedHashMap<>();

  private LimitBook() {}

  /**
   * A book of these limits, in any order.
   *
   * @throws LawException {@link LawException.Code#CONFLICT} naming both, when a limit that is not a
   *     correction is to hold on a day on which another of the same kind holds already, when two
   *     with common days were recorded at the same instant, or when a correction finds nothing to
   *     correct
   */
  public static LimitBook of(List<Limit> limits) {
    LimitBook book = new LimitBook();
    limits.stream().sorted(BY_ENTRY).forEach(book::add);
    return book;
  }

  /** The limits of this release alone. */
  public static LimitBook shipped() {
    return of(LimitTable.shipped());
  }

  /** The same book each time: immutable, and made when it is first asked for. */
  static LimitBook ofRelease() {
    return Release.BOOK;
  }

  private static final class Release {
    static final LimitBook BOOK = shipped();

    private Release() {}
  }

  /** This book and further entries; refused as by {@link #of}. */
  public LimitBook with(List<Limit> more) {
    return of(Stream.concat(all().stream(), more.stream()).toList());
  }

  private void add(Limit limit) {
    List<Limit> earlier = entries.computeIfAbsent(limit.key(), _ -> new ArrayList<>());
    for (Limit one : earlier) {
      if (one.entry().order().equals(limit.entry().order())
          && one.validity().overlaps(limit.validity())) {
        throw conflict(one, limit, "have common days");
      }
    }
    switch (limit.entry().kind()) {
      case SHIPPED -> {}
      case ADDED ->
          heldWithin(limit, earlier)
              .ifPresent(
                  held -> {
                    throw conflict(held, limit, "have common days; say that it is a correction");
                  });
      case CORRECTION -> {
        if (earlier.stream().noneMatch(one -> one.validity().overlaps(limit.validity()))) {
          throw new LawException(
              LawException.Code.CONFLICT,
              limit.item(),
              "there is nothing to correct on the days of: %s".formatted(limit.identify()));
        }
      }
    }
    if (earlier.isEmpty()) {
      keysOfItem.computeIfAbsent(limit.item(), _ -> new ArrayList<>()).add(limit.key());
    }
    earlier.add(limit);
  }

  /** What holds, enabled, on some day of a new limit. What holds changes only where one begins. */
  private static Optional<Limit> heldWithin(Limit limit, List<Limit> earlier) {
    Stream<LocalDate> begins =
        earlier.stream()
            .flatMap(
                one ->
                    Stream.of(
                        Optional.ofNullable(one.validity().from()).orElse(LocalDate.MIN),
                        Optional.ofNullable(one.validity().to())
                            .map(last -> last.plusDays(1))
                            .orElse(LocalDate.MAX)));
    LocalDate first = Optional.ofNullable(limit.validity().from()).orElse(LocalDate.MIN);
    return Stream.concat(Stream.of(first), begins)
        .filter(limit.validity()::covers)
        .flatMap(day -> holding(earlier, day, null).stream())
        .filter(Limit::enabled)
        .findFirst();
  }

  private static LawException conflict(Limit one, Limit other, String how) {
    return new LawException(
        LawException.Code.CONFLICT,
        one.item(),
        "two limits %s: [%s] and [%s]".formatted(how, one.identify(), other.identify()));
  }

  /** Every entry ever recorded, in the order in which keys appeared. */
  public List<Limit> all() {
    return entries.values().stream().flatMap(List::stream).toList();
  }

  /** The entries that could hold in this limit's place on some day, the oldest first. */
  public List<Limit> history(Limit limit) {
    return List.copyOf(entries.getOrDefault(limit.key(), List.of()));
  }

  /**
   * What is held on a day, also what is disabled.
   *
   * @param day of the data
   * @param knownAt as it was known at this instant; null: all that is recorded
   */
  public List<Limit> at(LocalDate day, @Nullable Instant knownAt) {
    return entries.values().stream().flatMap(list -> holding(list, day, knownAt).stream()).toList();
  }

  /** Of one item only; as {@link #at(LocalDate, Instant)}. */
  List<Limit> at(String item, LocalDate day, @Nullable Instant knownAt) {
    return keysOfItem.getOrDefault(item, List.of()).stream()
        .flatMap(key -> holding(entries.getOrDefault(key, List.of()), day, knownAt).stream())
        .toList();
  }

  private static Optional<Limit> holding(
      List<Limit> list, LocalDate day, @Nullable Instant knownAt) {
    return list.stream()
        .filter(limit -> limit.validity().covers(day) && limit.entry().knownAt(knownAt))
        .reduce((_, later) -> later);
  }

  /**
   * The limit for an outlet: its permit's, else the local standard's, else the national one's.
   *
   * @return the limit; the steps list every candidate and say why this one
   * @throws LawException {@link LawException.Code#NO_RULE} when nothing that is enabled limits the
   *     item, {@link LawException.Code#MISSING} when a standard has several limits and the query
   *     does not decide, {@link LawException.Code#CONFLICT} when two standards of one level
   *     disagree
   */
  public Reasoned<Limit> limitFor(LimitQuery query) {
    return choose(query).map(LimitChoice::limit);
  }

  /** As {@link #limitFor}, with the candidates. */
  public Reasoned<LimitChoice> choose(LimitQuery query) {
    return new Chooser(this, query).choose();
  }
}
