// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Entities;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Term;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** Carries plans out, for one request. Not thread-safe. */
final class ObservationReader {
  /** One request reads this many at most. */
  static final long MOST_ROWS = 5_000_000;

  /** Trying a row costs one to four microseconds: where only the whole answers, some seconds. */
  private static final long MOST_TRIED = 2_000_000;

  /** Then a page that tries rows ends, and the next one goes on: about a second. */
  private static final long MOST_TRIED_FOR_A_PAGE = 500_000;

  private static final int MOST_SORTED = 100_000;
  private static final int PLACE_VALUES = 3;

  private final Entities entities;
  private final Telemetry telemetry;
  private final Features features;
  private final long mostRows;

  ObservationReader(Entities entities, Telemetry telemetry, Features features, long mostRows) {
    this.entities = entities;
    this.telemetry = telemetry;
    this.features = features;
    this.mostRows = mostRows;
  }

  /** How many rows a plan finds in all: from kept counts where nothing has to be tried on rows. */
  long count(ObservationPlan plan) {
    if (!plan.isCounted()) {
      return counted(plan);
    }
    long count = 0;
    StreamRanges streams = new StreamRanges(entities, plan, 0);
    for (StreamRange range : streams.all()) {
      count += count(range);
    }
    return count;
  }

  private long count(StreamRange range) {
    long datastream = range.stream().number();
    Summary summary = telemetry.summary(datastream);
    return range.parts().stream().mapToLong(part -> count(datastream, summary, part)).sum();
  }

  private long count(long datastream, Summary summary, TimeRange range) {
    if (summary.count() == 0
        || range.toMicros() <= summary.firstMicros()
        || range.fromMicros() > summary.lastMicros()) {
      return 0;
    }
    boolean whole =
        range.fromMicros() <= summary.firstMicros() && range.toMicros() > summary.lastMicros();
    return whole ? summary.count() : telemetry.count(datastream, range);
  }

  private long counted(ObservationPlan plan) {
    requireBounded(plan, "$count with this $filter");
    Effort effort = new Effort(mostRows);
    ObservationPage.Filter filter = filter(plan);
    long count = 0;
    try (RowSource source = kept(plan, Optional.empty())) {
      for (ObservationRow row = source.next(); row != null; row = source.next()) {
        effort.need("$count");
        count += filter.wants(row) ? 1 : 0;
      }
    }
    return count;
  }

  /** Refuses by kept counts, before a row is read, what needs all rows of too many. */
  private void requireBounded(ObservationPlan plan, String what) {
    if (plan.id().isPresent()) {
      return;
    }
    long most = Math.min(mostRows, MOST_TRIED);
    long rows = 0;
    StreamRanges streams = new StreamRanges(entities, plan, 0);
    for (List<StreamRange> some = streams.next(); !some.isEmpty(); some = streams.next()) {
      for (StreamRange range : some) {
        rows += count(range);
      }
    }
    if (rows > most) {
      throw Effort.tooMuch(what, rows, most);
    }
  }

  /**
   * @param after the values of a page token, where the page before ended
   */
  ObservationPage page(
      ObservationPlan plan, Optional<List<Term.Constant>> after, long skip, int limit) {
    Effort effort =
        new Effort(plan.isCounted() ? mostRows : Math.min(mostRows, MOST_TRIED_FOR_A_PAGE));
    int keys = plan.keys().size();
    Optional<RowKey> place = after.map(values -> key(values.subList(keys, values.size())));
    return switch (plan.sequence()) {
      case BY_DATASTREAM -> byDatastream(plan, place, effort, skip, limit);
      case OLDEST_FIRST, NEWEST_FIRST ->
          new ObservationPage(
              byTime(plan, place), filter(plan), row -> place(row), effort, skip, limit);
      case SORTED -> sorted(plan, after, place, skip, limit);
    };
  }

  /** The Datastreams that have an observation which the plan finds, by number. */
  List<Long> streamsWith(ObservationPlan plan) {
    List<Long> found = new ArrayList<>();
    Effort effort = new Effort(mostRows);
    ObservationPage.Filter filter = filter(plan);
    for (StreamRange range : new StreamRanges(entities, plan, 0).all()) {
      effort.need("this filter over Observations");
      if (plan.isCounted() ? count(range) > 0 : hasRow(plan, range, filter, effort)) {
        found.add(range.stream().number());
      }
    }
    return found;
  }

  private boolean hasRow(
      ObservationPlan plan, StreamRange range, ObservationPage.Filter filter, Effort effort) {
    ObservationPlan inStream =
        new ObservationPlan(
            Optional.of(
                new EntityQuery.Source(
                    Navigation.DATASTREAM_OBSERVATIONS, range.stream().number())),
            plan.id(),
            plan.streams(),
            plan.features(),
            plan.range(),
            plan.residual(),
            ObservationPlan.Sequence.BY_DATASTREAM,
            List.of());
    try (RowSource source = kept(inStream, Optional.empty())) {
      for (ObservationRow row = source.next(); row != null; row = source.next()) {
        effort.need("this filter over Observations");
        if (filter.wants(row)) {
          return true;
        }
      }
    }
    return false;
  }

  private ObservationPage byDatastream(
      ObservationPlan plan, Optional<RowKey> after, Effort effort, long skip, int limit) {
    long from = after.map(RowKey::datastream).orElse(0L);
    long left = skip;
    if (skip > 0 && after.isEmpty() && plan.isCounted()) {
      // Whole Datastreams are left out by their kept counts.
      Start start = start(plan, skip);
      from = start.datastream();
      left = start.skip();
    }
    RowSource source =
        plan.id().isPresent()
            ? one(plan, after)
            : new KeptOrder(
                telemetry, new StreamRanges(entities, plan, from), after, Order.OLDEST_FIRST);
    return new ObservationPage(source, filter(plan), row -> place(row), effort, left, limit);
  }

  /** Where to begin, and how many rows to leave out from there. */
  private record Start(long datastream, long skip) {}

  private Start start(ObservationPlan plan, long skip) {
    long left = skip;
    StreamRanges streams = new StreamRanges(entities, plan, 0);
    for (List<StreamRange> some = streams.next(); !some.isEmpty(); some = streams.next()) {
      for (StreamRange range : some) {
        long rows = count(range);
        if (left < rows) {
          return new Start(range.stream().number(), left);
        }
        left -= rows;
      }
    }
    return new Start(Long.MAX_VALUE, 0);
  }

  /** How many values a page token has. */
  static int placeSize(ObservationPlan plan) {
    return plan.keys().size() + PLACE_VALUES;
  }

  private static List<Term.Constant> place(ObservationRow row) {
    return ObservationRow.place(row.key());
  }

  private static RowKey key(List<Term.Constant> values) {
    if (values.getFirst() instanceof Term.Numeral(BigDecimal datastream)
        && values.get(1) instanceof Term.Time(long micros)
        && values.get(2) instanceof Term.Numeral(BigDecimal n)) {
      try {
        return new RowKey(datastream.longValueExact(), micros, n.longValueExact());
      } catch (IllegalArgumentException | ArithmeticException e) {
        // Told below.
      }
    }
    throw RequestException.bad("skiptoken", "$skiptoken: it is not of this request");
  }

  private ObservationPage.Filter filter(ObservationPlan plan) {
    if (plan.residual().isEmpty() && plan.id().isEmpty()) {
      return row -> true;
    }
    ObservationValues values = new ObservationValues(plan, features);
    Evaluator evaluator = new Evaluator(values);
    return row -> {
      values.show(row);
      return plan.residual().stream().allMatch(evaluator::holds);
    };
  }

  private RowSource kept(ObservationPlan plan, Optional<RowKey> after) {
    return plan.id().isPresent()
        ? one(plan, after)
        : new KeptOrder(
            telemetry,
            new StreamRanges(entities, plan, after.map(RowKey::datastream).orElse(0L)),
            after,
            Order.OLDEST_FIRST);
  }

  /** The row with the one id, where the plan allows it. */
  private RowSource one(ObservationPlan plan, Optional<RowKey> after) {
    Optional<Observation> row = telemetry.findById(plan.id().getAsLong());
    Optional<ObservationRow> found =
        row.filter(observation -> after.isEmpty())
            .flatMap(observation -> allowed(plan, observation));
    return new RowSource() {
      private @Nullable ObservationRow next = found.orElse(null);

      @Override
      public @Nullable ObservationRow next() {
        ObservationRow given = next;
        next = null;
        return given;
      }

      @Override
      public void close() {}
    };
  }

  private Optional<ObservationRow> allowed(ObservationPlan plan, Observation observation) {
    List<Term> streams = new ArrayList<>(plan.streams());
    streams.add(EntityQuery.idIs(observation.key().datastream()));
    ObservationPlan narrow =
        new ObservationPlan(
            plan.within(),
            plan.id(),
            streams,
            plan.features(),
            plan.range(),
            plan.residual(),
            plan.sequence(),
            plan.keys());
    long start = observation.key().startMicros();
    return new StreamRanges(entities, narrow, 0)
        .all().stream()
            .filter(range -> range.hull().contains(start) && range.contains(start))
            .map(range -> new ObservationRow(observation, range.stream()))
            .findFirst();
  }

  private RowSource byTime(ObservationPlan plan, Optional<RowKey> after) {
    if (plan.id().isPresent()) {
      return one(plan, after);
    }
    Order order =
        plan.sequence() == ObservationPlan.Sequence.NEWEST_FIRST
            ? Order.NEWEST_FIRST
            : Order.OLDEST_FIRST;
    StreamRanges streams = new StreamRanges(entities, plan, 0);
    if (plan.within().isPresent()
        && plan.within().get().step() == Navigation.DATASTREAM_OBSERVATIONS) {
      return new KeptOrder(telemetry, streams, after, order);
    }
    return new MergedByTime(telemetry, streams.all(), after, order);
  }

  private ObservationPage sorted(
      ObservationPlan plan,
      Optional<List<Term.Constant>> after,
      Optional<RowKey> place,
      long skip,
      int limit) {
    if (skip + limit > MOST_SORTED) {
      throw RequestException.bad(
          "too-much-work",
          "$skip (%d) must not exceed %d in this order: follow @iot.nextLink instead"
              .formatted(skip, MOST_SORTED - limit));
    }
    requireBounded(plan, "this $orderby");
    ObservationValues values = new ObservationValues(plan, features);
    Optional<SortedRows.Place> start =
        place.map(
            row -> new SortedRows.Place(after.orElseThrow().subList(0, plan.keys().size()), row));
    RowSource rows;
    try (RowSource source = kept(plan, Optional.empty())) {
      rows =
          new SortedRows(source, plan, values, new Effort(mostRows), start, (int) skip + limit + 1);
    }
    Evaluator evaluator = new Evaluator(values);
    return new ObservationPage(
        rows,
        row -> true,
        row -> {
          values.show(row);
          List<Term.Constant> keys = new ArrayList<>();
          plan.keys().forEach(key -> keys.add(evaluator.value(key.term())));
          keys.addAll(place(row));
          return keys;
        },
        new Effort(Long.MAX_VALUE),
        skip,
        limit);
  }
}
