// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.storage.telemetry.Frames.frame;
import static org.greenheart.storage.telemetry.Frames.key;
import static org.greenheart.storage.telemetry.Frames.minute;
import static org.greenheart.storage.telemetry.Frames.number;
import static org.greenheart.storage.telemetry.Frames.row;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What only the engine on disk has: trouble with the disk, restarts, sealing beside the writing.
 */
final class RocksEngineTest {
  private static final Instant FUTURE = Instant.parse("9000-01-01T00:00:00Z");
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder = Path.of("");

  private static TelemetryOptions options() {
    return TelemetryOptions.of(InstantSource.fixed(Frames.RECEIVED)).withSealEvery(Duration.ZERO);
  }

  private RocksTelemetry open() {
    return RocksTelemetry.open(folder.resolve("t"), options());
  }

  private static List<Observation> rows(Telemetry telemetry, long datastream) {
    try (RowCursor cursor = telemetry.rows(datastream, TimeRange.ALL, Order.OLDEST_FIRST)) {
      return Frames.list(cursor);
    }
  }

  /** A disk that can be told to fail. */
  private static final class FaultyDisk implements Committer.BatchWriter {
    final AtomicBoolean failing = new AtomicBoolean();
    final AtomicInteger failures = new AtomicInteger();
    volatile CountDownLatch worked = new CountDownLatch(1);
    volatile CountDownLatch failedOften = new CountDownLatch(1);

    @Override
    public void write(Store store, Batch batch, boolean sync) throws RocksDBException {
      if (failing.get()) {
        if (failures.incrementAndGet() >= 6) {
          failedOften.countDown();
        }
        throw new RocksDBException("No space left on device");
      }
      store.write(batch, sync);
      worked.countDown();
    }

    void recover() throws InterruptedException {
      worked = new CountDownLatch(1);
      failing.set(false);
      assertThat(worked.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void append_diskFails_nothingIsAnsweredAndItRecovers() throws InterruptedException {
    FaultyDisk disk = new FaultyDisk();
    try (RocksTelemetry telemetry =
        RocksTelemetry.open(folder.resolve("t"), options(), disk, SOON)) {
      telemetry.append(frame("f1", row(1, 0, "1"))).join();
      disk.failing.set(true);

      CompletableFuture<Receipt> lost = telemetry.append(frame("f2", row(1, 1, "2")));

      assertThatThrownBy(lost::join)
          .cause()
          .isInstanceOfSatisfying(
              TelemetryException.class,
              e -> assertThat(e.code()).isEqualTo(TelemetryException.Code.DISK))
          .hasMessageContaining("No space left");
      TelemetryHealth health = telemetry.health();
      assertThat(health.isWell()).isFalse();
      assertThat(health.problem()).contains("No space left");
      assertThat(health.since()).isEqualTo(Frames.RECEIVED);
      assertThat(health.failed()).isPositive();
      assertThat(rows(telemetry, 1)).hasSize(1);
      assertThat(telemetry.lastArrival()).isEqualTo(1);

      disk.recover();

      assertThat(telemetry.append(frame("f2", row(1, 1, "2"))).join())
          .isEqualTo(new Receipt(2, false, 1));
      assertThat(telemetry.append(frame("f1", row(1, 0, "1"))).join().repeat()).isTrue();
      assertThat(telemetry.health().isWell()).isTrue();
      assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(2);
    }
  }

  @Test
  void append_diskFailsForLong_storeIsOpenedAnew() throws InterruptedException {
    FaultyDisk disk = new FaultyDisk();
    try (RocksTelemetry telemetry =
        RocksTelemetry.open(folder.resolve("t"), options(), disk, SOON)) {
      telemetry.append(frame("f1", row(1, 0, "1"), row(1, 1, "1"))).join();
      try (RowCursor open = telemetry.rows(2, TimeRange.ALL, Order.OLDEST_FIRST)) {
        disk.failing.set(true);
        assertThatThrownBy(telemetry.append(frame("f2", row(1, 2, "2")))::join)
            .hasCauseInstanceOf(TelemetryException.class);
        assertThat(disk.failedOften.await(30, TimeUnit.SECONDS)).isTrue();

        disk.recover();

        assertThat(telemetry.append(frame("f2", row(1, 2, "2"))).join().arrival()).isEqualTo(2);
        assertThatThrownBy(open::hasNext).isInstanceOf(TelemetryException.class);
        assertThat(rows(telemetry, 1)).hasSize(3);
        assertThat(telemetry.nextNumber()).isPositive();
      }
    }
  }

  @Test
  void seal_diskFailsMeanwhile_goesOnLater() throws InterruptedException {
    FaultyDisk disk = new FaultyDisk();
    try (RocksTelemetry telemetry =
        RocksTelemetry.open(folder.resolve("t"), options(), disk, SOON)) {
      for (int i = 0; i < 100; i++) {
        telemetry.append(frame("f" + i, row(1, i, "" + i))).join();
      }
      disk.failing.set(true);
      assertThatThrownBy(() -> telemetry.seal(FUTURE)).isInstanceOf(TelemetryException.class);
      disk.recover();

      assertThat(telemetry.seal(FUTURE)).isEqualTo(100);
      assertThat(rows(telemetry, 1)).hasSize(100);
    }
  }

  @Test
  void open_afterClose_findsAllAndGoesOn() {
    long number;
    try (RocksTelemetry telemetry = open()) {
      telemetry.append(frame("f1", row(1, 0, "1"))).join();
      telemetry.apply(5, Frames.byHand(key(1, 1), number("7"))).join();
      number = telemetry.nextNumber();
    }
    try (RocksTelemetry telemetry = open()) {
      assertThat(telemetry.lastArrival()).isEqualTo(2);
      assertThat(telemetry.append(frame("f1", row(1, 0, "1"))).join())
          .isEqualTo(new Receipt(1, true, 0));
      assertThat(telemetry.apply(5, Frames.byHand(key(1, 1), number("9"))).join())
          .isEqualTo(new Receipt(2, true, 0));
      assertThat(telemetry.nextNumber()).isGreaterThan(number);
      assertThat(telemetry.append(frame("f3", row(1, 2, "1"))).join().arrival()).isEqualTo(3);
    }
  }

  @Test
  void open_newerFormat_isRefusedClearly() throws RocksDBException {
    open().close();
    Path path = folder.resolve("t");
    try (Store store = Store.open(path, options())) {
      Batch batch = new Batch(store);
      batch.put(Family.META, Keys.meta("format"), Keys.number(2));
      store.write(batch, true);
    }

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            TelemetryException.class,
            e -> assertThat(e.code()).isEqualTo(TelemetryException.Code.FORMAT))
        .hasMessageContaining("format 2")
        .hasMessageContaining("up to 1");
  }

  @Test
  void append_brokenChunk_keepsOnlyItsOwnFramesOut() throws RocksDBException {
    Path path = folder.resolve("t");
    try (RocksTelemetry telemetry = open()) {
      telemetry.append(frame("f1", row(1, 0, "1"), row(1, 5, "1"))).join();
      telemetry.seal(FUTURE);
    }
    try (Store store = Store.open(path, options())) {
      Batch batch = new Batch(store);
      batch.put(Family.CHUNKS, Keys.chunk(1, key(1, 0).startMicros()), new byte[] {99, 0});
      store.write(batch, true);
    }
    try (RocksTelemetry telemetry = open()) {
      CompletableFuture<Receipt> into = telemetry.append(frame("f2", row(1, 3, "1")));
      CompletableFuture<Receipt> other = telemetry.append(frame("f3", row(2, 0, "1")));

      assertThatThrownBy(into::join).cause().hasMessageContaining("chunk has format 99");
      assertThat(other.join().changed()).isEqualTo(1);
      assertThat(telemetry.append(frame("f4", row(1, 6, "1"))).join().changed()).isEqualTo(1);
      assertThat(telemetry.health().isWell()).isTrue();
    }
  }

  @Test
  void batch_bytes_areThoseOfRocksDb() throws RocksDBException {
    try (Store store = Store.open(folder.resolve("t"), options());
        WriteBatch expected = new WriteBatch()) {
      Batch batch = new Batch(store);
      byte[] large = new byte[300];
      batch.put(Family.ROWS, new byte[] {1}, large);
      batch.delete(Family.META, new byte[] {2, 3});
      expected.put(store.handle(Family.ROWS), new byte[] {1}, large);
      expected.delete(store.handle(Family.META), new byte[] {2, 3});

      assertThat(batch.toBytes()).isEqualTo(expected.data());
    }
  }

  @Test
  void checkpoint_isACopyOfOneInstant() {
    Path copy = folder.resolve("copy");
    try (RocksTelemetry telemetry = open()) {
      telemetry.append(frame("f1", row(1, 0, "1"))).join();
      List<CompletableFuture<Receipt>> during = new ArrayList<>();
      telemetry.checkpoint(copy, () -> during.add(telemetry.append(frame("f2", row(1, 1, "1")))));
      assertThat(during.getFirst().join().arrival()).isEqualTo(2);

      assertThatThrownBy(() -> telemetry.checkpoint(copy, () -> {}))
          .isInstanceOf(TelemetryException.class)
          .hasMessageContaining("copy");
      assertThat(telemetry.health().isWell()).isTrue();
    }
    try (RocksTelemetry restored = RocksTelemetry.open(copy, options())) {
      assertThat(restored.lastArrival()).isEqualTo(1);
      assertThat(rows(restored, 1)).hasSize(1);
    }
  }

  @Test
  void append_moreThanMayWait_blocksUntilThereIsRoom() {
    FaultyDisk disk = new FaultyDisk();
    try (RocksTelemetry telemetry =
        RocksTelemetry.open(
            folder.resolve("t"), options().withWaitingBytes(64 << 10), disk, SOON)) {
      List<CompletableFuture<Receipt>> futures = new ArrayList<>();
      String large = "x".repeat(5000);
      for (int i = 0; i < 500; i++) {
        futures.add(telemetry.append(frame(i + large, row(1, i, "1"))));
        assertThat(telemetry.health().waitingBytes()).isLessThanOrEqualTo(64 << 10);
      }
      assertThat(futures).allSatisfy(future -> assertThat(future.join().repeat()).isFalse());
    }
  }

  @Test
  void close_cursorStillOpen_cursorThrowsAndNothingBreaks() {
    RocksTelemetry telemetry = open();
    for (int i = 0; i < 100; i++) {
      telemetry.append(frame("f" + i, row(1, i, "1"))).join();
    }
    RowCursor cursor = telemetry.rows(1, TimeRange.ALL, Order.OLDEST_FIRST);
    cursor.next();

    telemetry.close();

    assertThatThrownBy(() -> cursor.forEachRemaining(_ -> {}))
        .isInstanceOf(TelemetryException.class);
    cursor.close();
    assertThatThrownBy(() -> telemetry.find(key(1, 0))).isInstanceOf(TelemetryException.class);
  }

  @Test
  void seal_whileTheSameTimesChange_losesNothing() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Random random = new Random(7);
    MemoryTelemetry model = new MemoryTelemetry();
    try (RocksTelemetry telemetry = open()) {
      Thread sealer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!ended.get()) {
                      telemetry.seal(FUTURE);
                    }
                  });
      List<CompletableFuture<Receipt>> onDisk = new ArrayList<>();
      for (int i = 0; i < 4000; i++) {
        NewArrival arrival =
            random.nextInt(6) == 0
                ? Frames.deletes(key(1 + random.nextInt(2), random.nextInt(300)))
                : frame(
                    "f" + i,
                    row(1, random.nextInt(300), "" + random.nextInt(9)),
                    row(2, random.nextInt(300), "" + random.nextInt(9)));
        onDisk.add(telemetry.append(arrival));
        Receipt expected = model.append(arrival).join();
        if (i % 20 == 0) {
          assertThat(onDisk.getLast().join()).isEqualTo(expected);
          assertThat(rows(telemetry, 1)).isEqualTo(rows(model, 1));
          assertThat(telemetry.count(2, TimeRange.of(minute(20), minute(200))))
              .isEqualTo(model.count(2, TimeRange.of(minute(20), minute(200))));
        }
      }
      onDisk.forEach(CompletableFuture::join);
      ended.set(true);
      sealer.join();
      telemetry.seal(FUTURE);

      for (long datastream = 1; datastream <= 2; datastream++) {
        assertThat(rows(telemetry, datastream)).isEqualTo(rows(model, datastream));
        assertThat(telemetry.summary(datastream)).isEqualTo(model.summary(datastream));
      }
    }
  }

  @Test
  void seal_manyRows_chunksAreCutAndReadAsOne() {
    try (RocksTelemetry telemetry = open()) {
      List<RowChange> changes = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        changes.add(row(1, i, i % 100 + ".5"));
      }
      telemetry.append(Frames.computed(changes.toArray(RowChange[]::new))).join();

      assertThat(telemetry.seal(minute(15_000))).isEqualTo(15_000);
      assertThat(telemetry.seal(FUTURE)).isEqualTo(5_000);
      assertThat(telemetry.seal(FUTURE)).isZero();

      assertThat(rows(telemetry, 1)).hasSize(20_000);
      assertThat(telemetry.count(1, TimeRange.of(minute(10), minute(19_990)))).isEqualTo(19_980);
      assertThat(telemetry.expireRows(1, key(1, 9_000).startMicros(), List.of())).isEqualTo(9_000);
      assertThat(rows(telemetry, 1)).hasSize(11_000);
      assertThat(telemetry.summary(1).firstMicros()).isEqualTo(key(1, 9_000).startMicros());
      assertThat(telemetry.summary(1).count()).isEqualTo(11_000);
      assertThat(telemetry.expireRows(1, Long.MAX_VALUE, List.of())).isEqualTo(11_000);
      assertThat(telemetry.summary(1)).isEqualTo(Summary.EMPTY);
    }
  }
}
