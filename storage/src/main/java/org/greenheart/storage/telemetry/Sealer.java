// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.greenheart.storage.Micros;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs old rows into chunks, beside the committer and without stopping it.
 *
 * <p>The committer takes a snapshot and from then on watches the datastreams that are being sealed.
 * The sealer packs from the snapshot in its own thread ({@link Folding}) and hands the outcome
 * back; the committer writes it unless it saw one of the sealed times change meanwhile: then the
 * work was in vain and is done again later. The outcome goes to disk in one batch (chunk in,
 * overlay entries out), so rows are always in one place or the other. It need not be durable at
 * once: if it is lost in a crash, the rows are still in the overlay.
 *
 * <p>By itself it seals a datastream when about a chunk's worth has gathered, so that a chunk is
 * packed about twice and not every ten minutes.
 *
 * <p>Thread-safe.
 */
final class Sealer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private static final int DATASTREAMS_AT_ONCE = 64;

  /** The committer must not be held up for long: so many entries of the overlay go at once. */
  private static final int ENTRIES_AT_ONCE = 4096;

  private static final int WORTH_SEALING = Folding.FULL;
  private static final int TRIES = 3;

  private final Disk disk;
  private final Committer committer;
  private final TelemetryOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ending = lock.newCondition();
  private final ReentrantLock sealing = new ReentrantLock();
  private volatile boolean closed;
  private Thread thread = new Thread();

  Sealer(Disk disk, Committer committer, TelemetryOptions options) {
    this.disk = disk;
    this.committer = committer;
    this.options = options;
  }

  void start() {
    if (!options.sealEvery().isZero()) {
      thread = Thread.ofPlatform().name("telemetry-sealer").daemon().start(this::run);
    }
  }

  private void run() {
    while (await(options.sealEvery())) {
      try {
        long upTo = Micros.of(options.clock().instant().minus(options.sealAfter()));
        seal(upTo, WORTH_SEALING);
      } catch (TelemetryException e) {
        log.warn("Sealing stopped half-way and goes on later: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.error("Sealing failed and is tried again later", e);
      }
    }
  }

  /** Whether to go on after a time. */
  private boolean await(Duration time) {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!closed && nanos > 0) {
        nanos = ending.awaitNanos(nanos);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Seals rows that start before a time.
   *
   * @param worth datastreams with fewer entries in the overlay are left alone
   * @return how many entries were folded
   */
  long seal(long upToMicros, int worth) {
    sealing.lock();
    try {
      long folded = 0;
      Deque<Candidate> candidates = new ArrayDeque<>(disk.use(store -> candidates(store, worth)));
      while (!candidates.isEmpty() && !closed) {
        folded += sealSome(candidates, upToMicros);
      }
      return folded;
    } finally {
      sealing.unlock();
    }
  }

  private record Candidate(long datastream, int triesLeft) {}

  private static List<Candidate> candidates(Store store, int worth) {
    List<Candidate> candidates = new ArrayList<>();
    try (RocksIterator heads = store.iterator(Family.HEADS)) {
      for (heads.seekToFirst(); Store.isValid(heads); heads.next()) {
        Head head = Head.decode(heads.value());
        if (!head.dropped() && head.overlay() >= worth) {
          candidates.add(new Candidate(Keys.datastream(heads.key()), TRIES));
        }
      }
    }
    return candidates;
  }

  private long sealSome(Deque<Candidate> candidates, long upToMicros) {
    List<Candidate> taken = new ArrayList<>();
    while (taken.size() < DATASTREAMS_AT_ONCE && !candidates.isEmpty()) {
      taken.add(candidates.remove());
    }
    Session session = Futures.join(committer.change(writing -> begin(writing, taken, upToMicros)));
    try {
      List<Folding> foldings = new ArrayList<>();
      int entries = 0;
      int done = 0;
      while (done < taken.size() && entries < ENTRIES_AT_ONCE) {
        long datastream = taken.get(done++).datastream();
        Folding folding = disk.use(store -> session.fold(store, datastream, upToMicros));
        if (folding.size() > 0) {
          foldings.add(folding);
          entries += folding.size();
        }
      }
      taken.subList(done, taken.size()).reversed().forEach(candidates::addFirst);
      List<Folding> written =
          Futures.join(committer.change(writing -> commit(writing, session, foldings)));
      for (int i = 0; i < done; i++) {
        again(taken.get(i), foldings, written, candidates);
      }
      return written.stream().mapToLong(Folding::size).sum();
    } finally {
      disk.release(session);
    }
  }

  /** Puts a datastream back of which more is to be sealed, or which changed meanwhile. */
  private static void again(
      Candidate candidate,
      List<Folding> foldings,
      List<Folding> written,
      Deque<Candidate> candidates) {
    for (Folding folding : foldings) {
      if (folding.datastream() != candidate.datastream()) {
        continue;
      }
      if (!written.contains(folding)) {
        if (candidate.triesLeft() > 1) {
          candidates.add(new Candidate(candidate.datastream(), candidate.triesLeft() - 1));
        }
      } else if (folding.size() >= ENTRIES_AT_ONCE) {
        candidates.addFirst(candidate);
      }
    }
  }

  private Session begin(Change.Writing writing, List<Candidate> taken, long upToMicros) {
    HashSet<Long> datastreams = new HashSet<>();
    taken.forEach(candidate -> datastreams.add(candidate.datastream()));
    SealWatch watch = new SealWatch(datastreams, upToMicros);
    // One is sealing at a time: what is still there belongs to an attempt that failed.
    writing.remembered().watches.clear();
    writing.remembered().watches.add(watch);
    Session session = new Session(writing.store(), watch);
    disk.register(session);
    return session;
  }

  /** Writes what did not change meanwhile. */
  private static List<Folding> commit(
      Change.Writing writing, Session session, List<Folding> foldings) throws RocksDBException {
    Remembered remembered = writing.remembered();
    if (!remembered.watches.remove(session.watch)) {
      // The committer forgot everything after a failed write: who knows what changed.
      return List.of();
    }
    List<Folding> written = new ArrayList<>();
    Batch batch = new Batch(writing.store());
    List<Head> heads = new ArrayList<>();
    for (Folding folding : foldings) {
      if (!session.watch.isChanged(folding.datastream())) {
        heads.add(folding.putTo(batch, remembered.head(writing.store(), folding.datastream())));
        written.add(folding);
      }
    }
    if (!batch.isEmpty()) {
      writing.write(batch, false);
      for (int i = 0; i < written.size(); i++) {
        remembered.heads.put(written.get(i).datastream(), heads.get(i));
      }
    }
    return written;
  }

  /** The snapshot from which some datastreams are sealed. */
  private static final class Session implements Disk.Dependent {
    private final Store store;
    private final SealWatch watch;
    private final Snapshot snapshot;
    private volatile boolean released;

    Session(Store store, SealWatch watch) {
      this.store = store;
      this.watch = watch;
      snapshot = store.db().getSnapshot();
    }

    Folding fold(Store current, long datastream, long upToMicros) {
      if (released) {
        throw new TelemetryException(
            TelemetryException.Code.CLOSED, "the store was closed while it was being sealed");
      }
      return Folding.of(current, snapshot, datastream, upToMicros, ENTRIES_AT_ONCE);
    }

    @Override
    public void release() {
      released = true;
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ending.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
