// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.feed.FeedReader;
import org.greenheart.server.feed.FeedWork;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Follows the feed and writes down where the readings of counters do not follow, whichever way they
 * came and however late: a person is asked about those that only a person knows. Looking twice
 * comes to the same. One thread works.
 */
public final class CounterWatch implements FeedWork, AutoCloseable {
  /** The name of its place in the feed. */
  public static final String READER = "counters";

  private static final int BATCH = 1_000;

  private final Telemetry telemetry;
  private final Registry registry;
  private final CounterBook book;
  private final FeedReader reader;

  CounterWatch(Telemetry telemetry, Registry registry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.book = new CounterBook(registry, telemetry);
    if (registry.positions().position(READER) == 0) {
      // Nothing that came before it first ran was of a counter.
      registry.positions().moveTo(READER, telemetry.lastArrival());
    }
    this.reader = new FeedReader(READER, telemetry, registry.positions(), this, System::nanoTime);
  }

  public static CounterWatch start(Telemetry telemetry, Registry registry) {
    CounterWatch watch = new CounterWatch(telemetry, registry);
    watch.reader.start();
    return watch;
  }

  private record Span(Instant from, Instant to) {
    private Span with(Span other) {
      return new Span(
          other.from.isBefore(from) ? other.from : from, other.to.isAfter(to) ? other.to : to);
    }
  }

  @Override
  public Progress next(long after) {
    long end = telemetry.lastArrival();
    Set<Long> counters =
        registry.counters().list().stream().map(Counter::datastream).collect(Collectors.toSet());
    if (counters.isEmpty()) {
      return new Progress(Math.max(after, end), false); // no row of all these is of a counter
    }
    List<Arrival> arrivals = telemetry.feed(after, BATCH);
    if (arrivals.isEmpty()) {
      return new Progress(after, false);
    }
    Map<Long, Span> touched = new HashMap<>();
    for (Arrival arrival : arrivals) {
      for (Arrival.Touched row : arrival.rows()) {
        if (counters.contains(row.key().datastream())) {
          Instant at = row.key().start();
          touched.merge(row.key().datastream(), new Span(at, at), Span::with);
        }
      }
    }
    touched.forEach((datastream, span) -> book.look(datastream, span.from(), span.to()));
    return new Progress(arrivals.getLast().number(), false);
  }

  /** Does one batch in the caller's thread: for one that was not started. */
  void step() {
    reader.next();
  }

  /** How many arrivals wait for it. */
  public long behind() {
    return reader.behind();
  }

  @Override
  public void startOver() {
    // Keeps nothing.
  }

  @Override
  public void close() {
    reader.close();
  }
}
