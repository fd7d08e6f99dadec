// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.registry.Positions;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FeedReaderTest {
  private final Telemetry telemetry = new MemoryTelemetry();
  private final KeptPositions positions = new KeptPositions();
  private final Noting work = new Noting();
  private long nanos;

  @AfterEach
  void close() {
    telemetry.close();
  }

  private FeedReader reader() {
    return new FeedReader("test", telemetry, positions, work, () -> nanos);
  }

  private void arrive(int count) {
    for (int i = 0; i < count; i++) {
      byte[] frame = {(byte) telemetry.lastArrival()};
      telemetry
          .append(NewArrival.ofFrame(Instant.EPOCH, "test", 1, Bytes.of(frame), List.of()))
          .join();
    }
  }

  private static final class KeptPositions implements Positions {
    private final Map<String, Long> kept = new HashMap<>();

    @Override
    public synchronized long position(String reader) {
      return kept.getOrDefault(reader, 0L);
    }

    @Override
    public synchronized void moveTo(String reader, long arrival) {
      kept.put(reader, arrival);
    }

    @Override
    public synchronized Map<String, Long> all() {
      return Map.copyOf(kept);
    }

    @Override
    public synchronized void forget(String reader) {
      kept.remove(reader);
    }
  }

  /** Notes what it is given, two arrivals a batch; fails once at the arrival that it is told. */
  private final class Noting implements FeedWork {
    private final List<Long> done = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private CountDownLatch awaited = new CountDownLatch(1);
    private long until;
    private long failsAt;
    private boolean keeps;

    private void awaitArrival(long arrival) {
      until = arrival;
      awaited = new CountDownLatch(1);
    }

    @Override
    public Progress next(long after) {
      long last = after;
      for (Arrival arrival : telemetry.feed(after, 2)) {
        last = arrival.number();
        if (last == failsAt) {
          failsAt = 0;
          throw new IllegalStateException("broken at " + last);
        }
        done.add(last);
      }
      if (keeps) {
        positions.moveTo("test", last);
      }
      if (last >= until) {
        awaited.countDown();
      }
      return new Progress(last, keeps);
    }

    @Override
    public void startOver() {
      done.clear();
      failed.countDown();
    }
  }

  @Test
  void next_goesOnFromWhereItStands() {
    arrive(3);
    FeedReader reader = reader();

    reader.next();
    assertThat(reader.position()).isEqualTo(2);
    assertThat(reader.behind()).isEqualTo(1);
    reader.next();

    assertThat(work.done).containsExactly(1L, 2L, 3L);
    assertThat(reader.behind()).isZero();
  }

  @Test
  void position_isKeptWithinASecond() {
    arrive(6);
    FeedReader reader = reader();

    reader.next();
    assertThat(positions.position("test")).isZero();
    nanos = TimeUnit.SECONDS.toNanos(1);
    reader.next();

    assertThat(positions.position("test")).isEqualTo(4);
    reader.next();
    assertThat(positions.position("test")).isEqualTo(4);
  }

  @Test
  void position_keptByTheWork_isNotWrittenAgain() {
    arrive(4);
    work.keeps = true;
    FeedReader reader = reader();
    reader.next();
    positions.moveTo("test", 77);

    reader.close();

    assertThat(positions.position("test")).isEqualTo(77);
  }

  @Test
  void close_keepsThePosition_andTheNextOneGoesOnThere() {
    arrive(2);
    FeedReader first = reader();
    first.next();
    first.close();
    arrive(1);

    reader().next();

    assertThat(work.done).containsExactly(1L, 2L, 3L);
  }

  @Test
  void failure_startsOverFromTheKeptPosition() throws InterruptedException {
    positions.moveTo("test", 1);
    arrive(5);
    work.failsAt = 4;
    work.awaitArrival(5);
    try (FeedReader reader = reader()) {
      reader.start();

      work.failed.await();
      work.awaited.await();
    }

    assertThat(work.done).containsExactly(2L, 3L, 4L, 5L);
    assertThat(positions.position("test")).isEqualTo(5);
  }

  @Test
  void failure_isToldUntilItGetsOn() throws InterruptedException {
    arrive(1);
    work.failsAt = 1;
    try (FeedReader reader = reader()) {
      reader.start();
      work.failed.await();

      assertThat(reader.failure()).isEqualTo("broken at 1");
    }
  }
}
