// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * Telemetry on disk, in RocksDB.
 *
 * <p>This class is the table of contents: {@link Committer} writes, {@link RowScan} and its kin
 * read, {@link Disk} guards the open database. What stands where on disk is said by {@link Family}
 * and the codecs.
 *
 * <p>Thread-safe.
 */
public final class RocksTelemetry implements Telemetry {
  /** The format on disk that this program writes, and the newest that it reads. */
  public static final int FORMAT = Store.FORMAT;

  private final Disk disk;
  private final Growth growth = new Growth();
  private final RecentArrivals recent = new RecentArrivals();
  private final Pace pace = new Pace();
  private final Committer committer;
  private final Numbers numbers;
  private final Sealer sealer;

  private RocksTelemetry(
      Path folder, TelemetryOptions options, Committer.BatchWriter writer, Duration probeEvery) {
    disk = new Disk(folder, options);
    committer = new Committer(disk, options, writer, probeEvery, recent, pace, growth::reach);
    numbers = new Numbers(committer);
    sealer = new Sealer(disk, committer, options);
  }

  /**
   * Opens the telemetry in a folder, which is made if it is not there. Only one process may have it
   * open.
   *
   * @throws TelemetryException when it cannot be opened, or was written by a newer version
   */
  public static RocksTelemetry open(Path folder, TelemetryOptions options) {
    return open(folder, options, Store::write, Committer.PROBE_EVERY);
  }

  static RocksTelemetry open(
      Path folder, TelemetryOptions options, Committer.BatchWriter writer, Duration probeEvery) {
    RocksTelemetry telemetry = new RocksTelemetry(folder, options, writer, probeEvery);
    telemetry.sealer.start();
    return telemetry;
  }

  /**
   * Names the reader of the feed whose lag is to stay short. While it is so far behind that it
   * would soon have to read from disk, or does so already, each group is held back until it has
   * caught up some, by at most {@value Pace#LONGEST_MILLIS} ms: arrivals are kept that much later.
   * It is not waited for while it stands still.
   *
   * @param position the last arrival that it has done; asked often, so it must cost nothing
   */
  public void keepPaceWith(LongSupplier position) {
    pace.keepWith(position);
  }

  /**
   * How long arrivals have been held back for {@linkplain #keepPaceWith a reader} since the start.
   */
  public Duration heldBack() {
    return pace.held();
  }

  @Override
  public CompletableFuture<Receipt> append(NewArrival arrival) {
    return committer.keep(arrival, 0);
  }

  @Override
  public CompletableFuture<Receipt> apply(long outbox, NewArrival arrival) {
    if (outbox < 1) {
      throw new IllegalArgumentException("outbox (%s) must be above 0".formatted(outbox));
    }
    return committer.keep(arrival, outbox);
  }

  @Override
  public long nextNumber() {
    return numbers.next();
  }

  @Override
  public CompletableFuture<Void> drop(long datastream) {
    return committer.change(new Drop(datastream));
  }

  @Override
  public Optional<Observation> find(RowKey key) {
    return disk.use(store -> Optional.ofNullable(find(store, key)));
  }

  private static @Nullable Observation find(Store store, RowKey key) {
    return RowLookup.find(store, key);
  }

  @Override
  public Optional<Observation> findById(long id) {
    return disk.use(
        store -> {
          RowKey key = keyOf(store, id);
          Observation row = key == null ? null : find(store, key);
          return row == null || row.id() != id ? Optional.empty() : Optional.of(row);
        });
  }

  private static @Nullable RowKey keyOf(Store store, long id) {
    if (!ObservationIds.isOfSequence(id)) {
      return ObservationIds.naturalKey(id);
    }
    byte[] key = store.get(Family.IDS, Keys.number(id - ObservationIds.SEQUENCE));
    return key == null ? null : Keys.row(key);
  }

  @Override
  public RowCursor rows(long datastream, TimeRange range, Order order) {
    return range.isEmpty() ? new NoRows() : RocksCursor.open(disk, datastream, range, order);
  }

  @Override
  public Map<Long, Observation> latest(Collection<Long> datastreams) {
    return disk.use(
        store -> {
          Map<Long, Observation> latest = LinkedHashMap.newLinkedHashMap(datastreams.size());
          Iterator<Optional<byte[]>> heads =
              store
                  .get(Family.HEADS, datastreams.stream().map(Keys::datastream).toList())
                  .iterator();
          for (long datastream : datastreams) {
            Optional<byte[]> head = heads.next();
            Observation newest =
                head.isEmpty() ? null : Head.decode(head.get()).newestRow(datastream);
            if (newest != null) {
              latest.put(datastream, newest);
            }
          }
          return latest;
        });
  }

  @Override
  public Summary summary(long datastream) {
    return disk.use(
        store -> {
          byte[] value = store.get(Family.HEADS, Keys.datastream(datastream));
          Head head = value == null ? Head.EMPTY : Head.decode(value);
          return head.isEmpty()
              ? Summary.EMPTY
              : new Summary(
                  head.count(),
                  head.firstMicros(),
                  head.newestMicros(),
                  Instant.ofEpochMilli(head.firstResultMillis()),
                  Instant.ofEpochMilli(head.lastResultMillis()));
        });
  }

  @Override
  public long count(long datastream, TimeRange range) {
    return range.isEmpty() ? 0 : disk.use(store -> Statistics.count(store, datastream, range));
  }

  @Override
  public List<Bucket> aggregate(
      long datastream, TimeRange range, Duration width, long originMicros) {
    Stretches stretches = new Stretches(width, originMicros);
    return range.isEmpty()
        ? List.of()
        : disk.use(store -> Statistics.aggregate(store, datastream, range, stretches));
  }

  @Override
  public List<FlagRun> flags(long datastream, TimeRange range) {
    return range.isEmpty()
        ? List.of()
        : disk.use(store -> Statistics.flags(store, datastream, range));
  }

  @Override
  public Optional<Arrival> arrival(long number) {
    return disk.use(
        store -> {
          byte[] value = store.get(Family.ARRIVALS, Keys.number(number));
          return value == null ? Optional.empty() : Optional.of(ArrivalCodec.read(number, value));
        });
  }

  @Override
  public List<Arrival> arrivals(long device, long before, int limit) {
    if (before <= 1) {
      return List.of();
    }
    return disk.use(
        store -> {
          List<Arrival> found = new ArrayList<>();
          try (RocksIterator entries = store.iterator(Family.BY_DEVICE)) {
            entries.seekForPrev(Keys.deviceArrival(device, before - 1));
            while (found.size() < limit
                && Store.isValid(entries)
                && Keys.deviceOf(entries.key()) == device) {
              long number = Keys.arrivalOf(entries.key());
              byte[] value = store.get(Family.ARRIVALS, Keys.number(number));
              if (value != null) {
                found.add(ArrivalCodec.read(number, value));
              }
              entries.prev();
            }
          }
          return found;
        });
  }

  @Override
  public List<Arrival> feed(long after, int limit) {
    List<FedArrival> newest = recent.after(after, limit);
    return newest == null
        ? feedOfDisk(after, limit)
        : newest.stream().map(FedArrival::arrival).toList();
  }

  private List<Arrival> feedOfDisk(long after, int limit) {
    return disk.use(
        store -> {
          List<Arrival> found = new ArrayList<>();
          try (RocksIterator entries = store.iterator(Family.ARRIVALS)) {
            for (entries.seek(Keys.number(after + 1));
                found.size() < limit && Store.isValid(entries);
                entries.next()) {
              found.add(ArrivalCodec.read(Keys.number(entries.key()), entries.value()));
            }
          }
          return found;
        });
  }

  @Override
  public List<FedArrival> follow(long after, int limit, LongPredicate wanted) {
    List<FedArrival> newest = recent.after(after, limit);
    return newest == null ? withRows(feedOfDisk(after, limit), wanted) : newest;
  }

  private List<FedArrival> withRows(List<Arrival> arrivals, LongPredicate wanted) {
    List<RowKey> keys = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      for (Arrival.Touched row : arrival.rows()) {
        if (isAsked(row, wanted)) {
          keys.add(row.key());
        }
      }
    }
    @Nullable Observation[] found = disk.use(store -> ManyRows.find(store, keys));
    int next = 0;
    List<FedArrival> fed = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      List<@Nullable Observation> rows = new ArrayList<>(arrival.rows().size());
      for (Arrival.Touched row : arrival.rows()) {
        rows.add(isAsked(row, wanted) ? found[next++] : null);
      }
      fed.add(new FedArrival(arrival, rows));
    }
    return fed;
  }

  private static boolean isAsked(Arrival.Touched row, LongPredicate wanted) {
    return !row.deleted() && wanted.test(row.key().datastream());
  }

  @Override
  public long lastArrival() {
    return growth.last();
  }

  @Override
  public boolean awaitArrival(long after, Duration timeout) throws InterruptedException {
    return growth.await(after, timeout);
  }

  @Override
  public long expireArrivals(Instant before, long notPast, Predicate<Arrival> held) {
    try {
      return new ArrivalExpiry(disk, committer).expire(before, notPast, held);
    } finally {
      recent.clear();
    }
  }

  @Override
  public Optional<Instant> arrivalsExpiredBefore() {
    return disk.use(ArrivalExpiry::expiredBefore);
  }

  @Override
  public long expireRows(long datastream, long beforeMicros, Collection<TimeRange> held) {
    return RowExpiry.expire(committer, datastream, beforeMicros, held);
  }

  @Override
  public TelemetryHealth health() {
    return committer.health();
  }

  /**
   * Bytes on disk by what they hold ({@code rows}, {@code chunks}, {@code arrivals} ...). What has
   * not left memory yet is in the log and not counted: see {@link #compact}.
   */
  public Map<String, Long> fileBytes() {
    return disk.use(
        store -> {
          Map<String, Long> bytes = new LinkedHashMap<>();
          for (Family family : Family.values()) {
            bytes.put(family.familyName(), store.fileBytes(family));
          }
          return bytes;
        });
  }

  /**
   * Packs all rows that start before a time, with all changes of packed rows before it. Happens by
   * itself, too; for loading much at once, for measuring, and for tests.
   *
   * @return how many rows and changes were packed
   */
  public long seal(Instant upTo) {
    return sealer.seal(Micros.of(upTo), 1);
  }

  /** Writes out and sorts all that is on disk, which takes long. Rows that went leave no traces. */
  public void compact() {
    disk.use(
        store -> {
          store.compact();
          return null;
        });
  }

  /**
   * Makes a copy of the store as it is on disk at one instant, in a folder that must not be there.
   * Files are linked where the file system can do that, so it is fast and takes little room.
   *
   * @param meanwhile runs while nothing is written: for copying another store at the same instant
   */
  public void checkpoint(Path target, Runnable meanwhile) {
    Optional<TelemetryException> failure =
        Futures.join(committer.change(writing -> tryCheckpoint(writing, target, meanwhile)));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** A backup that fails says nothing about the disk that the store is on: no trouble for it. */
  private static Optional<TelemetryException> tryCheckpoint(
      Change.Writing writing, Path target, Runnable meanwhile) {
    try {
      writing.store().checkpoint(target);
      meanwhile.run();
      return Optional.empty();
    } catch (TelemetryException e) {
      return Optional.of(e);
    }
  }

  @Override
  public void close() {
    sealer.close();
    committer.close();
    growth.close();
    if (committer.health().isWell()) {
      disk.tidy();
    }
    disk.close();
  }

  private static final class NoRows implements RowCursor {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public Observation next() {
      throw new NoSuchElementException("no more rows");
    }

    @Override
    public void close() {}
  }
}
