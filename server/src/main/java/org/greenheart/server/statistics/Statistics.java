// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.greenheart.server.feed.FeedReader;
import org.greenheart.server.feed.FeedWork;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Follows the feed and computes the hours and days that devices do not send.
 *
 * <p>What it computes are rows of computed Datastreams, written as arrivals of source {@value
 * #SOURCE}: hours come back through the feed and make days, and the watch judges both as it judges
 * what a device sends. Rows are on disk before the position moves, and the same rows give the same
 * values, so after a crash what is computed again changes nothing. A value that comes out
 * differently because late data came is replaced, and its arrival keeps what it was.
 *
 * <p>One thread computes. The public methods are thread-safe.
 */
public final class Statistics implements AutoCloseable {
  /** Under this name its position is kept. */
  public static final String READER = "statistics";

  /** Where its arrivals come from. */
  public static final String SOURCE = "statistics";

  private static final int BATCH = 500;

  /** When it has fallen far behind: what is read and written at once costs less. */
  private static final int LARGE_BATCH = 4_000;

  private final FeedReader reader;

  private Statistics(
      Telemetry telemetry, Registry registry, InstantSource clock, LongSupplier nanos) {
    this.reader =
        new FeedReader(
            READER,
            telemetry,
            registry.positions(),
            new PeriodWork(telemetry, registry.catalogue(), clock),
            nanos);
  }

  /** Begins where the last run ended. */
  public static Statistics start(Telemetry telemetry, Registry registry, InstantSource clock) {
    Statistics statistics = new Statistics(telemetry, registry, clock, System::nanoTime);
    statistics.reader.start();
    return statistics;
  }

  /**
   * One that computes only when {@link #next} is called.
   *
   * @param nanos a clock that only rises
   */
  static Statistics idle(
      Telemetry telemetry, Registry registry, InstantSource clock, LongSupplier nanos) {
    return new Statistics(telemetry, registry, clock, nanos);
  }

  /** How many arrivals wait. */
  public long behind() {
    return reader.behind();
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return reader.failure();
  }

  /** Computes what the next arrivals make due, at most one batch. */
  void next() {
    reader.next();
  }

  /** Ends after the batch in hand; the rest waits for the next start. */
  @Override
  public void close() {
    reader.close();
  }

  /** Notes what arrivals make due, and computes it. */
  private static final class PeriodWork implements FeedWork {
    private final Telemetry telemetry;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private Memory memory;

    private record Memory(SeriesBook book, DuePeriods due, ComputedRows rows) {}

    PeriodWork(Telemetry telemetry, Catalogue catalogue, InstantSource clock) {
      this.telemetry = requireNonNull(telemetry, "telemetry is null");
      this.catalogue = requireNonNull(catalogue, "catalogue is null");
      this.clock = requireNonNull(clock, "clock is null");
      this.memory = newMemory();
    }

    private Memory newMemory() {
      SeriesBook book = new SeriesBook(catalogue);
      DuePeriods due = new DuePeriods(telemetry, book);
      return new Memory(book, due, new ComputedRows(telemetry, catalogue, book, due, clock));
    }

    @Override
    public Progress next(long after) {
      boolean far = telemetry.lastArrival() - after > LARGE_BATCH;
      List<Arrival> batch = telemetry.feed(after, far ? LARGE_BATCH : BATCH);
      if (batch.isEmpty()) {
        return new Progress(after, false);
      }
      memory.book().refresh();
      batch.forEach(memory.due()::note);
      memory.rows().write(memory.due().take());
      return new Progress(batch.getLast().number(), false);
    }

    @Override
    public void startOver() {
      memory = newMemory();
    }
  }
}
