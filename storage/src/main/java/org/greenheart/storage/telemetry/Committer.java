// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes.
 *
 * <p><b>Groups.</b> It takes all arrivals that wait, works out what they make of the rows, writes
 * all of it in one batch and waits until the disk has it; then it completes their futures. While it
 * waits for the disk the next group gathers by itself: the slower the disk, the larger the groups.
 * Since nobody else writes, what it reads cannot change under it, numbers are given without locks,
 * and counts are exact.
 *
 * <p><b>Trouble.</b> When a write fails, the whole group fails: nobody in it gets an answer, and
 * what was {@link Remembered} is read anew, because it is not known how much the disk took. As long
 * as the trouble lasts, arrivals fail at once, and once a second a small write tries whether it is
 * over. RocksDB gets over a full disk by itself once there is much room. Where there is less, and
 * after other errors, it does not; so after some tries in vain the store is closed and opened
 * again, unless the disk is still full: then it could not be opened, while it can still be read.
 *
 * <p><b>Completing.</b> Futures are completed by a thread of its own, in order, so that what
 * depends on them (and may hand over more, and wait) cannot stop the committer.
 */
final class Committer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Committer.class);

  private static final int GROUP_ARRIVALS = 4096;
  private static final long GROUP_BYTES = 4L << 20;
  private static final int FIRST_BUFFER_BYTES = 256 << 10;
  private static final int BUFFER_BYTES = 4 << 20;
  static final Duration PROBE_EVERY = Duration.ofSeconds(1);
  private static final int PROBES_BEFORE_REOPENING = 3;
  private static final long ROOM_TO_REOPEN = 16L << 20;
  private static final byte[] PROBE = Keys.meta("probe");

  private final Disk disk;
  private final TelemetryOptions options;
  private final BatchWriter writer;
  private final Inbox inbox;
  private final Duration probeEvery;
  private final RecentArrivals recent;
  private final Pace pace;
  private final Consumer<Long> onGrowth;
  private final ExecutorService completer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("telemetry-completer").factory());
  private final Thread thread;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong groups = new AtomicLong();
  private volatile @Nullable Trouble trouble;

  /** Confined to the thread. */
  private Remembered remembered;

  /** Confined to the thread. */
  private ByteWriter buffer = new ByteWriter(FIRST_BUFFER_BYTES);

  /** Takes a batch to disk; tests put a failing disk in its place. */
  interface BatchWriter {
    void write(Store store, Batch batch, boolean sync) throws RocksDBException;
  }

  private record Trouble(String problem, Instant since, int probes, long lastProbeNanos) {
    Trouble probedInVain(String nextProblem) {
      return new Trouble(nextProblem, since, probes + 1, System.nanoTime());
    }

    boolean isProbeDue(Duration every) {
      return System.nanoTime() - lastProbeNanos >= every.toNanos();
    }
  }

  /**
   * @param probeEvery how often it is tried whether trouble is over
   * @param recent takes what is on disk
   * @param pace may hold the next group back
   * @param onGrowth told the number of the newest arrival once it is on disk
   */
  Committer(
      Disk disk,
      TelemetryOptions options,
      BatchWriter writer,
      Duration probeEvery,
      RecentArrivals recent,
      Pace pace,
      Consumer<Long> onGrowth) {
    this.probeEvery = probeEvery;
    this.pace = pace;
    this.disk = disk;
    this.options = options;
    this.writer = writer;
    this.recent = recent;
    this.onGrowth = onGrowth;
    inbox = new Inbox(options.waitingBytes());
    remembered = disk.use(Remembered::load);
    onGrowth.accept(remembered.lastArrival);
    thread = Thread.ofPlatform().name("telemetry-committer").start(this::run);
  }

  CompletableFuture<Receipt> keep(NewArrival arrival, long outbox) {
    CompletableFuture<Receipt> future = new CompletableFuture<>();
    inbox.put(
        new Inbox.Keep(arrival, outbox, RecentFrames.hash(arrival.raw()), sizeOf(arrival), future));
    return future;
  }

  private static long sizeOf(NewArrival arrival) {
    return 300L
        + arrival.raw().size()
        + 400L * arrival.changes().size()
        + 100L * arrival.deletes().size();
  }

  <T extends @Nullable Object> CompletableFuture<T> change(Change<T> change) {
    CompletableFuture<T> future = new CompletableFuture<>();
    inbox.put(new Inbox.Step<>(change, future));
    return future;
  }

  TelemetryHealth health() {
    Trouble now = trouble;
    return new TelemetryHealth(
        now == null ? null : now.problem(),
        now == null ? null : now.since(),
        inbox.waiting(),
        inbox.waitingBytes(),
        kept.get(),
        repeats.get(),
        failed.get(),
        groups.get());
  }

  private void run() {
    try {
      for (List<Inbox.Work> works = take(); works != null; works = take()) {
        Trouble before = trouble;
        if (before != null && before.isProbeDue(probeEvery)) {
          probe(before);
        }
        Trouble now = trouble;
        if (now != null) {
          fail(works, new TelemetryException(TelemetryException.Code.DISK, now.problem()));
        } else if (!works.isEmpty()) {
          work(works);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.error("The committer of telemetry was interrupted and ends: nothing more is kept");
      inbox.close();
    }
  }

  private @Nullable List<Inbox.Work> take() throws InterruptedException {
    return inbox.take(GROUP_ARRIVALS, GROUP_BYTES, probeEvery);
  }

  private void work(List<Inbox.Work> works) {
    int from = 0;
    while (from < works.size()) {
      if (works.get(from) instanceof Inbox.Step<?> step) {
        make(step);
        from++;
      } else {
        int to = from;
        List<Inbox.Keep> arrivals = new ArrayList<>();
        while (to < works.size() && works.get(to) instanceof Inbox.Keep one) {
          arrivals.add(one);
          to++;
        }
        commit(arrivals);
        from = to;
      }
      Trouble now = trouble;
      if (now != null) {
        fail(
            works.subList(from, works.size()),
            new TelemetryException(TelemetryException.Code.DISK, now.problem()));
        return;
      }
    }
  }

  private void commit(List<Inbox.Keep> arrivals) {
    try {
      disk.use(
          store -> {
            commit(store, arrivals);
            return null;
          });
      pace.afterGroup(arrivals.size(), remembered.lastArrival, recent.room() / 2);
    } catch (RuntimeException | Error e) {
      log.error("A group of {} arrivals could not be kept", arrivals.size(), e);
      startTrouble("telemetry cannot be written: " + e.getMessage());
      fail(arrivals, asException(e));
    }
  }

  private void commit(Store store, List<Inbox.Keep> arrivals) {
    Group group = new Group(store, remembered, new Batch(store, buffer()));
    List<Runnable> completions = new ArrayList<>(arrivals.size());
    for (Inbox.Keep one : arrivals) {
      try {
        Receipt receipt = group.keep(one.arrival(), one.outbox(), one.hash());
        completions.add(() -> one.future().complete(receipt));
      } catch (TelemetryException e) {
        if (e.code() != TelemetryException.Code.REFUSED) {
          throw e;
        }
        failed.incrementAndGet();
        completions.add(() -> one.fail(e));
      }
    }
    Batch batch = group.finish();
    if (!batch.isEmpty()) {
      write(store, batch, true);
    }
    group.remember();
    kept.addAndGet(group.arrivalCount());
    repeats.addAndGet(group.repeatCount());
    groups.incrementAndGet();
    recent.add(group.newest());
    onGrowth.accept(remembered.lastArrival);
    complete(completions);
  }

  /** Memory for batches is used again, but not forever that of a very large one. */
  private ByteWriter buffer() {
    if (buffer.capacity() > BUFFER_BYTES) {
      buffer = new ByteWriter(FIRST_BUFFER_BYTES);
    }
    return buffer;
  }

  private void write(Store store, Batch batch, boolean sync) {
    try {
      writer.write(store, batch, sync);
    } catch (RocksDBException e) {
      throw new TelemetryException(
          TelemetryException.Code.DISK, requireNonNull(e.getMessage(), "no message"), e);
    }
  }

  private <T extends @Nullable Object> void make(Inbox.Step<T> step) {
    try {
      T made =
          disk.use(
              store -> {
                try {
                  remembered.lastChunk.forget();
                  return step.change().make(new WritingNow(store));
                } catch (RocksDBException e) {
                  throw new TelemetryException(
                      TelemetryException.Code.DISK,
                      requireNonNull(e.getMessage(), "no message"),
                      e);
                }
              });
      complete(List.of(() -> step.future().complete(made)));
    } catch (RuntimeException | Error e) {
      log.error("Telemetry could not be changed", e);
      startTrouble("telemetry cannot be written: " + e.getMessage());
      fail(List.of(step), asException(e));
    }
  }

  private final class WritingNow implements Change.Writing {
    private final Store store;

    WritingNow(Store store) {
      this.store = store;
    }

    @Override
    public Store store() {
      return store;
    }

    @Override
    public Remembered remembered() {
      return remembered;
    }

    @Override
    public void write(Batch batch, boolean sync) throws RocksDBException {
      writer.write(store, batch, sync);
    }
  }

  private static TelemetryException asException(Throwable e) {
    return e instanceof TelemetryException known
        ? known
        : new TelemetryException(
            TelemetryException.Code.DISK, "telemetry cannot be written: " + e.getMessage(), e);
  }

  private void startTrouble(String problem) {
    trouble = new Trouble(problem, options.clock().instant(), 0, System.nanoTime());
  }

  /** Tries whether the trouble is over. */
  private void probe(Trouble now) {
    try {
      if (now.probes() >= PROBES_BEFORE_REOPENING && hasRoom()) {
        disk.reopen();
      }
      remembered =
          disk.use(
              store -> {
                Batch batch = new Batch(store);
                batch.put(Family.META, PROBE, Keys.number(now.probes()));
                write(store, batch, true);
                return Remembered.load(store);
              });
      trouble = null;
      onGrowth.accept(remembered.lastArrival);
      log.info("Telemetry is kept again; it was not since {}", now.since());
    } catch (RuntimeException e) {
      trouble = now.probedInVain("telemetry cannot be written: " + e.getMessage());
    }
  }

  private boolean hasRoom() {
    try {
      return Files.getFileStore(disk.folder()).getUsableSpace() >= ROOM_TO_REOPEN;
    } catch (IOException e) {
      return false;
    }
  }

  private void fail(List<? extends Inbox.Work> works, TelemetryException cause) {
    if (works.isEmpty()) {
      return;
    }
    failed.addAndGet(works.size());
    List<Inbox.Work> copy = List.copyOf(works);
    complete(List.of(() -> copy.forEach(work -> work.fail(cause))));
  }

  private void complete(List<Runnable> completions) {
    completer.execute(() -> completions.forEach(Runnable::run));
  }

  /** Keeps what waits, then ends. */
  @Override
  public void close() {
    inbox.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    completer.shutdown();
    try {
      if (!completer.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("Receipts of telemetry are still being handled after 10 s");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
