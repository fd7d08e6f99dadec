// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitChoice;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.api.LimitsInForce;
import org.greenheart.server.api.ValueLimit;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/** The limits that count, as pages and lists show them. What counts today is kept. */
public final class ShownLimits implements LimitsInForce {
  private final OperatingLimits limits;
  private volatile @Nullable Known known;

  public ShownLimits(OperatingLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  private record Key(long thing, String code, Interval interval, String unit) {}

  private record Known(LimitsAtHand atHand, LocalDate day, Map<Key, Optional<ValueLimit>> limits) {}

  @Override
  public long changes() {
    return limits.changes();
  }

  @Override
  public Optional<ValueLimit> at(Datastream datastream, Instant moment) {
    LimitsAtHand now = limits.atHand();
    LocalDate day = day(moment);
    Known kept = known;
    if (kept == null || kept.atHand() != now || !kept.day().equals(day)) {
      kept = new Known(now, day, new ConcurrentHashMap<>());
      known = kept;
    }
    Key key =
        new Key(datastream.thing(), datastream.code(), datastream.interval(), unit(datastream));
    return kept.limits().computeIfAbsent(key, _ -> on(books(now, datastream), datastream, day));
  }

  @Override
  public List<Span> between(Datastream datastream, Instant from, Instant to) {
    List<OutletLimits> books = books(limits.atHand(), datastream);
    NavigableSet<LocalDate> turns = new TreeSet<>();
    books.forEach(book -> turns.addAll(book.turns()));
    List<Span> spans = new ArrayList<>();
    Instant begin = from;
    ValueLimit limit = on(books, datastream, day(from)).orElse(null);
    for (LocalDate turn : turns.subSet(day(from), false, day(to), true)) {
      ValueLimit next = on(books, datastream, turn).orElse(null);
      Instant end = turn.atStartOfDay(HeldStretches.BEIJING).toInstant();
      if (!Objects.equals(limit, next) && end.isBefore(to)) {
        spans.add(new Span(begin, end, limit));
        begin = end;
        limit = next;
      }
    }
    spans.add(new Span(begin, to, limit));
    return spans;
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, HeldStretches.BEIJING);
  }

  private static String unit(Datastream datastream) {
    return LimitsAtHand.unit(datastream.unit().symbol());
  }

  /** For its own mean and the longer ones; only those that have any entry. */
  private static List<OutletLimits> books(LimitsAtHand now, Datastream datastream) {
    Optional<OutletFacts> outlet = now.outletOf(datastream.thing());
    if (outlet.isEmpty() || datastream.code().isEmpty()) {
      return List.of();
    }
    List<OutletLimits> books = new ArrayList<>();
    Stream.of(Interval.REALTIME, Interval.MINUTE, Interval.HOUR, Interval.DAY)
        .dropWhile(interval -> interval != datastream.interval())
        .forEach(
            interval -> {
              try {
                OutletLimits book =
                    now.limits(
                        outlet.get(),
                        datastream.code(),
                        PermitEntries.averaging(interval),
                        unit(datastream));
                if (!book.named().list().isEmpty()) {
                  books.add(book);
                }
              } catch (LawException e) {
                // Entries contradict each other: the watch has said so, and nothing is shown.
              }
            });
    return books;
  }

  private static Optional<ValueLimit> on(
      List<OutletLimits> books, Datastream datastream, LocalDate day) {
    return books.stream()
        .flatMap(book -> book.chosen(day).flatMap(one -> shown(book, one, datastream)).stream())
        .findFirst();
  }

  private static Optional<ValueLimit> shown(
      OutletLimits book, ChosenLimit chosen, Datastream datastream) {
    LimitChoice choice = chosen.choice().value();
    Limit limit = choice.limit();
    return book.standing(chosen, unit(datastream))
        .map(
            standing ->
                new ValueLimit(
                    standing.lower().orElse(null),
                    standing.upper().orElse(null),
                    interval(book),
                    limit.shownBasis().document(),
                    limit.scope().level().word(),
                    chosen.ref(),
                    limit.basis().confidence().word(),
                    OutletLimits.word(standing.judges()),
                    OutletLimits.oxygen(choice).orElse(null),
                    standing.digits().isPresent() ? standing.digits().getAsInt() : null));
  }

  private static Interval interval(OutletLimits book) {
    return switch (book.averaging()) {
      case REALTIME -> Interval.REALTIME;
      case MINUTE -> Interval.MINUTE;
      case HOUR, SINGLE, NOT_STATED -> Interval.HOUR;
      case EIGHT_HOURS, DAY, MONTH, QUARTER, YEAR -> Interval.DAY;
    };
  }
}
