// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PermitTerm;
import org.jspecify.annotations.Nullable;

/**
 * What permits say about one quantity at one outlet, as entries of a book: for each time at which
 * something became known, the stretches of days on which it holds. Of several permits on a day the
 * strictest counts. A permit is an act of an authority, so its confidence is high. One use, one
 * thread.
 */
final class PermitEntries {
  private static final String RECORDER = "permit";

  private final OutletFacts outlet;
  private final Map<Long, Permit> permits;
  private final Map<Long, List<PermitTerm>> terms;
  private final NamedLimits entries = new NamedLimits();

  PermitEntries(OutletFacts outlet, List<Permit> permits, Map<Long, List<PermitTerm>> terms) {
    this.outlet = outlet;
    this.permits = permits.stream().collect(Collectors.toMap(Permit::id, Function.identity()));
    this.terms = terms;
  }

  /**
   * The entries.
   *
   * @param rows on one quantity, in the order of recording
   * @param others entries on the same by operators: what permits say beside them corrects them
   */
  NamedLimits of(List<PermitLimit> rows, NamedLimits others) {
    Map<Interval, List<PermitLimit>> byAveraging =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    PermitLimit::averaging, LinkedHashMap::new, Collectors.toList()));
    byAveraging.values().forEach(some -> add(some, Part.CONCENTRATION, others));
    byAveraging.values().forEach(some -> add(some, Part.RATE, others));
    return entries;
  }

  /** A permit may limit a concentration, and a rate beside it. */
  private enum Part {
    CONCENTRATION,
    RATE
  }

  /** What holds from one day to another. */
  private record Stretch(
      @Nullable LocalDate from, @Nullable LocalDate to, @Nullable PermitLimit row) {
    Validity validity() {
      return new Validity(from, to);
    }
  }

  private void add(List<PermitLimit> rows, Part part, NamedLimits others) {
    List<Stretch> before = List.of();
    List<Limit> earlier = new ArrayList<>();
    for (Instant known : instants(rows)) {
      List<Stretch> now = stretches(rows, part, known);
      for (Stretch stretch : now) {
        if (before.contains(stretch)) {
          continue;
        }
        PermitLimit row = stretch.row();
        List<Limit> same =
            Stream.concat(earlier.stream(), others.list().stream())
                .filter(one -> sameKind(one, rows.getFirst(), part))
                .filter(one -> one.validity().overlaps(stretch.validity()))
                .filter(one -> !Objects.requireNonNull(one.entry().recordedAt()).isAfter(known))
                .toList();
        if (row == null && same.isEmpty()) {
          continue; // nothing held there and nothing does
        }
        Entry entry =
            same.isEmpty()
                ? Entry.added(RECORDER, known)
                : Entry.correction(RECORDER, known, "the permit says otherwise");
        Limit limit =
            row == null
                ? ended(same.getLast(), stretch.validity(), entry)
                : limit(row, part, stretch.validity(), entry);
        entries.add(row == null ? LimitRefs.permit(0) : LimitRefs.permit(row.id()), limit);
        earlier.add(limit);
      }
      before = now;
    }
  }

  private static boolean sameKind(Limit one, PermitLimit row, Part part) {
    return one.averaging() == averaging(row.averaging())
        && one.unit().endsWith("/h") == (part == Part.RATE);
  }

  private static Limit ended(Limit was, Validity days, Entry entry) {
    return new Limit(
        was.scope(),
        was.item(),
        was.code(),
        was.bound(),
        was.unit(),
        was.averaging(),
        was.referenceOxygen(),
        days,
        was.basis(),
        entry,
        false);
  }

  private NavigableSet<Instant> instants(List<PermitLimit> rows) {
    TreeSet<Instant> instants = new TreeSet<>();
    rows.forEach(row -> instants.add(row.recorded()));
    termsOf(rows).forEach(term -> instants.add(term.recorded()));
    return instants;
  }

  private Stream<PermitTerm> termsOf(List<PermitLimit> rows) {
    return rows.stream()
        .map(PermitLimit::permit)
        .distinct()
        .flatMap(permit -> terms.getOrDefault(permit, List.of()).stream());
  }

  /** As known at an instant, the days between which nothing changes, joined where they agree. */
  private List<Stretch> stretches(List<PermitLimit> rows, Part part, Instant known) {
    TreeSet<LocalDate> turns = new TreeSet<>();
    rows.forEach(row -> Turns.add(turns, row.from(), null));
    termsOf(rows).forEach(term -> Turns.add(turns, term.from(), term.to()));
    List<Stretch> stretches = new ArrayList<>();
    LocalDate from = null;
    for (LocalDate turn : turns) {
      join(stretches, new Stretch(from, turn.minusDays(1), holding(rows, part, known, from)));
      from = turn;
    }
    join(stretches, new Stretch(from, null, holding(rows, part, known, from)));
    return stretches;
  }

  private static void join(List<Stretch> stretches, Stretch next) {
    if (!stretches.isEmpty() && Objects.equals(stretches.getLast().row(), next.row())) {
      Stretch last = stretches.removeLast();
      stretches.add(new Stretch(last.from(), next.to(), last.row()));
    } else {
      stretches.add(next);
    }
  }

  private @Nullable PermitLimit holding(
      List<PermitLimit> rows, Part part, Instant known, @Nullable LocalDate day) {
    LocalDate on = day == null ? LocalDate.MIN : day;
    return permits.keySet().stream()
        .filter(permit -> inTerm(permit, known, on))
        .flatMap(permit -> newest(rows, permit, known, on).stream())
        .filter(row -> amount(row, part) != null)
        .min(Comparator.comparing(row -> strictness(row, part)))
        .orElse(null);
  }

  /** The less, the stricter: of lower ends the highest. */
  private static BigDecimal strictness(PermitLimit row, Part part) {
    BigDecimal amount = big(Objects.requireNonNull(amount(row, part)));
    return part == Part.CONCENTRATION && row.maximum() == null ? amount.negate() : amount;
  }

  private static @Nullable Decimal amount(PermitLimit row, Part part) {
    return switch (part) {
      case CONCENTRATION -> row.maximum() != null ? row.maximum() : row.minimum();
      case RATE -> row.kilogramsPerHour();
    };
  }

  private boolean inTerm(long permit, Instant known, LocalDate day) {
    List<PermitTerm> said =
        terms.getOrDefault(permit, List.of()).stream()
            .filter(term -> !term.recorded().isAfter(known))
            .toList();
    return said.stream()
        .filter(
            term ->
                said.stream()
                    .noneMatch(later -> later.from().equals(term.from()) && later.id() > term.id()))
        .anyMatch(term -> term.contains(day));
  }

  private static Optional<PermitLimit> newest(
      List<PermitLimit> rows, long permit, Instant known, LocalDate day) {
    return rows.stream()
        .filter(row -> row.permit() == permit && !row.recorded().isAfter(known))
        .filter(row -> !row.from().isAfter(day))
        .max(Comparator.comparing(PermitLimit::from).thenComparingLong(PermitLimit::id));
  }

  private Limit limit(PermitLimit row, Part part, Validity days, Entry entry) {
    String number = Objects.requireNonNull(permits.get(row.permit())).number();
    String unit = part == Part.RATE ? "kg/h" : row.unit().isEmpty() ? "1" : row.unit();
    return new Limit(
        LimitScope.permit(outlet.key(), number, outlet.medium()),
        row.code(),
        row.code(),
        bound(row, part, unit),
        unit,
        averaging(row.averaging()),
        null,
        days,
        new Basis(number, "", Confidence.HIGH, "register of permits"),
        entry,
        true);
  }

  private static Bound bound(PermitLimit row, Part part, String unit) {
    if (part == Part.RATE) {
      return new Bound.AtMost(big(Objects.requireNonNull(row.kilogramsPerHour())));
    }
    Decimal most = row.maximum();
    Decimal least = row.minimum();
    if (most == null) {
      return new Bound.AtLeast(big(Objects.requireNonNull(least)));
    }
    // Of a concentration only the upper end is a limit.
    return least != null && least.compareTo(most) < 0 && unit.equals("1")
        ? new Bound.Within(big(least), big(most))
        : new Bound.AtMost(big(most));
  }

  private static BigDecimal big(Decimal number) {
    return number.toBigDecimal();
  }

  static Averaging averaging(Interval interval) {
    return switch (interval) {
      case REALTIME -> Averaging.REALTIME;
      case MINUTE -> Averaging.MINUTE;
      case HOUR -> Averaging.HOUR;
      case DAY -> Averaging.DAY;
    };
  }
}
