// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Property;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/**
 * Finds out of a filter which rows have to be read at all.
 *
 * <p>The filter is taken as a list of conditions that must all hold. One that speaks of the
 * Datastream only (or of the feature of interest only) goes to the registry; one that compares
 * phenomenonTime with a time becomes a range of keys; one that names the id becomes a look-up. The
 * rest is tried on each row; but where every way to fulfil it bounds the time (both sides of an
 * {@code or} do), it narrows the range as well.
 */
final class ObservationPlanner {
  private static final Property PHENOMENON_TIME =
      EntityType.OBSERVATION.property("phenomenonTime").orElseThrow();
  private static final TimeRange NOTHING = new TimeRange(0, 0);

  private final List<Term> streams = new ArrayList<>();
  private final List<Term> features = new ArrayList<>();
  private final List<Term> residual = new ArrayList<>();
  private TimeRange range = TimeRange.ALL;
  private OptionalLong id = OptionalLong.empty();

  private ObservationPlanner() {}

  static ObservationPlan plan(
      @Nullable Term filter, List<EntityQuery.SortKey> order, Optional<EntityQuery.Source> within) {
    ObservationPlanner planner = new ObservationPlanner();
    if (filter instanceof Term.Call call && call.operation() == Operation.AND) {
      call.arguments().forEach(planner::condition);
    } else if (filter != null) {
      planner.condition(filter);
    }
    ObservationPlan.Sequence sequence = sequence(order, within);
    return new ObservationPlan(
        within,
        planner.id,
        planner.streams,
        planner.features,
        planner.range.isEmpty() ? NOTHING : planner.range,
        planner.residual,
        sequence,
        sequence == ObservationPlan.Sequence.SORTED ? order : List.of());
  }

  private void condition(Term term) {
    if (term instanceof Term.Truth(boolean value)) {
      range = value ? range : NOTHING;
      return;
    }
    range = both(range, hull(term));
    if (isRange(term)) {
      return;
    }
    OptionalLong wanted = wantedId(term);
    if (wanted.isPresent() && id.isEmpty()) {
      id = wanted;
      return;
    }
    Set<Navigation> steps = EnumSet.noneOf(Navigation.class);
    boolean[] own = {false};
    term.eachAccess(
        access -> {
          if (access.path().isEmpty()) {
            own[0] = true;
          } else {
            steps.add(access.path().getFirst());
          }
        });
    if (own[0] || steps.size() != 1) {
      refuseMany(term);
      residual.add(term);
    } else if (steps.contains(Navigation.OBSERVATION_DATASTREAM)) {
      streams.add(fromTarget(term));
    } else {
      features.add(fromTarget(term));
    }
  }

  /** What is tried on a row has one value for it. */
  private static void refuseMany(Term term) {
    term.eachAccess(
        access -> {
          if (access.path().stream().anyMatch(Navigation::many)) {
            throw RequestException.unsupported(
                "$filter: a condition over a relation to many (%s) cannot be mixed with one on"
                        .formatted(access.path().getLast().word())
                    + " observations by 'or'");
          }
        });
  }

  /** A condition on a related entity, seen from there. */
  private static Term fromTarget(Term term) {
    return switch (term) {
      case Term.Access access -> ObservationPlan.withoutStep(access);
      case Term.Call call ->
          new Term.Call(
              call.operation(),
              call.type(),
              call.arguments().stream().map(ObservationPlanner::fromTarget).toList());
      case Term.Constant constant -> constant;
    };
  }

  private static OptionalLong wantedId(Term term) {
    if (term instanceof Term.Call call && call.operation() == Operation.EQ) {
      Term left = call.arguments().getFirst();
      Term right = call.arguments().get(1);
      if (left.equals(Term.Access.of(EntityType.ID))
          && right instanceof Term.Numeral(BigDecimal number)) {
        return exact(number);
      }
      if (right.equals(Term.Access.of(EntityType.ID))
          && left instanceof Term.Numeral(BigDecimal number)) {
        return exact(number);
      }
    }
    return OptionalLong.empty();
  }

  /** A number that is no id finds nothing, as -1 does. */
  private static OptionalLong exact(BigDecimal number) {
    try {
      return OptionalLong.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.of(-1);
    }
  }

  /** Whether a term says no more than its {@link #hull}. */
  private static boolean isRange(Term term) {
    return term instanceof Term.Call call
        && call.operation() != Operation.NE
        && comparedTime(call) != null;
  }

  /** The starts outside of which a term cannot hold. */
  private static TimeRange hull(Term term) {
    if (!(term instanceof Term.Call call)) {
      return TimeRange.ALL;
    }
    return switch (call.operation()) {
      case AND ->
          call.arguments().stream()
              .map(ObservationPlanner::hull)
              .reduce(TimeRange.ALL, ObservationPlanner::both);
      case OR ->
          call.arguments().stream()
              .map(ObservationPlanner::hull)
              .reduce(ObservationPlanner::either)
              .orElse(TimeRange.ALL);
      case EQ, GT, GE, LT, LE -> {
        Long micros = comparedTime(call);
        yield micros == null ? TimeRange.ALL : range(operation(call), micros);
      }
      default -> TimeRange.ALL;
    };
  }

  /** The time that phenomenonTime is compared with, or null for any other term. */
  private static @Nullable Long comparedTime(Term.Call call) {
    if (!call.operation().isComparison()) {
      return null;
    }
    Term left = call.arguments().getFirst();
    Term right = call.arguments().get(1);
    Term.Access start = Term.Access.of(PHENOMENON_TIME);
    if (left.equals(start) && right instanceof Term.Time(long micros)) {
      return micros;
    }
    return right.equals(start) && left instanceof Term.Time(long micros) ? micros : null;
  }

  /** The comparison with phenomenonTime on its left side. */
  private static Operation operation(Term.Call call) {
    if (call.arguments().getFirst() instanceof Term.Access) {
      return call.operation();
    }
    return switch (call.operation()) {
      case GT -> Operation.LT;
      case GE -> Operation.LE;
      case LT -> Operation.GT;
      case LE -> Operation.GE;
      default -> call.operation();
    };
  }

  private static TimeRange range(Operation operation, long micros) {
    return switch (operation) {
      case EQ -> new TimeRange(micros, micros + 1);
      case GT -> new TimeRange(micros + 1, Long.MAX_VALUE);
      case GE -> new TimeRange(micros, Long.MAX_VALUE);
      case LT -> new TimeRange(Long.MIN_VALUE, micros);
      case LE -> new TimeRange(Long.MIN_VALUE, micros + 1);
      default -> throw new IllegalArgumentException("no range: " + operation);
    };
  }

  static TimeRange both(TimeRange a, TimeRange b) {
    return new TimeRange(
        Math.max(a.fromMicros(), b.fromMicros()), Math.min(a.toMicros(), b.toMicros()));
  }

  private static TimeRange either(TimeRange a, TimeRange b) {
    if (a.isEmpty()) {
      return b;
    }
    return b.isEmpty()
        ? a
        : new TimeRange(
            Math.min(a.fromMicros(), b.fromMicros()), Math.max(a.toMicros(), b.toMicros()));
  }

  private static ObservationPlan.Sequence sequence(
      List<EntityQuery.SortKey> order, Optional<EntityQuery.Source> within) {
    if (order.isEmpty()) {
      return ObservationPlan.Sequence.BY_DATASTREAM;
    }
    EntityQuery.SortKey first = order.getFirst();
    boolean byTime = first.term().equals(Term.Access.of(PHENOMENON_TIME));
    if (byTime && (order.size() == 1 || isById(order.subList(1, order.size()), first, within))) {
      return first.descending()
          ? ObservationPlan.Sequence.NEWEST_FIRST
          : ObservationPlan.Sequence.OLDEST_FIRST;
    }
    return ObservationPlan.Sequence.SORTED;
  }

  /**
   * Whether the keys behind the time are only the id, in the same direction, within one Datastream:
   * rows of one time stand in the order of their ids there.
   */
  private static boolean isById(
      List<EntityQuery.SortKey> rest,
      EntityQuery.SortKey first,
      Optional<EntityQuery.Source> within) {
    return within.filter(source -> source.step() == Navigation.DATASTREAM_OBSERVATIONS).isPresent()
        && rest.equals(
            List.of(new EntityQuery.SortKey(Term.Access.of(EntityType.ID), first.descending())));
  }
}
