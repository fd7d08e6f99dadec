// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;

/**
 * Telemetry in sorted maps: for tests, and as the model that the engine on disk is compared with.
 * Says what is right in the plainest way; nothing survives it. Thread-safe by one lock.
 */
public final class MemoryTelemetry implements Telemetry {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final NavigableMap<RowKey, Observation> rows = new TreeMap<>();
  private final MemoryArrivals arrivals = new MemoryArrivals();
  private final Map<Long, ResultTimes> resultTimes = new HashMap<>();
  private final Map<Long, RowKey> numbered = new HashMap<>();
  private final NavigableMap<Long, Long> applied = new TreeMap<>();
  private final Set<Long> dropped = new HashSet<>();
  private long nextNumber = 1;
  private long repeats;
  private boolean closed;

  private record ResultTimes(Instant first, Instant last) {
    ResultTimes with(Instant time) {
      return new ResultTimes(time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
    }
  }

  @Override
  public CompletableFuture<Receipt> append(NewArrival arrival) {
    lock.lock();
    try {
      return CompletableFuture.completedFuture(keep(arrival));
    } catch (TelemetryException e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Receipt> apply(long outbox, NewArrival arrival) {
    if (outbox < 1) {
      throw new IllegalArgumentException("outbox (%s) must be above 0".formatted(outbox));
    }
    lock.lock();
    try {
      Long first = applied.get(outbox);
      if (first != null) {
        repeats++;
        return CompletableFuture.completedFuture(new Receipt(first, true, 0));
      }
      Receipt receipt = keep(arrival);
      applied.put(outbox, receipt.arrival());
      applied.headMap(applied.lastKey() - OUTBOX_WINDOW, true).clear();
      return CompletableFuture.completedFuture(receipt);
    } catch (TelemetryException e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      lock.unlock();
    }
  }

  private Receipt keep(NewArrival arrival) {
    if (closed) {
      throw new TelemetryException(TelemetryException.Code.CLOSED, "telemetry is closed");
    }
    long number = arrivals.last() + 1;
    List<Edit> edits =
        Edit.of(arrival, number, rows::get).stream()
            .filter(edit -> !dropped.contains(edit.key().datastream()))
            .toList();
    Optional<Long> first = firstCopy(arrival, edits);
    if (first.isPresent()) {
      repeats++;
      return new Receipt(first.get(), true, 0);
    }
    RowRules.check(edits, numbered::get);
    List<Arrival.Touched> touched = new ArrayList<>();
    for (Edit edit : edits) {
      if (edit.changes()) {
        touched.add(edit.touched());
        write(edit.withId(() -> nextNumber++));
      }
    }
    arrivals.add(
        new Arrival(
            number,
            arrival.received(),
            arrival.source(),
            arrival.device(),
            arrival.raw(),
            arrival.outcome(),
            touched,
            arrival.replays()));
    grown.signalAll();
    return new Receipt(number, false, touched.size());
  }

  /** The arrival that this one repeats, if it repeats one; 0 when that is not known. */
  private Optional<Long> firstCopy(NewArrival arrival, List<Edit> edits) {
    boolean changes = edits.stream().anyMatch(Edit::changes);
    List<Long> sources =
        edits.stream()
            .map(Edit::before)
            .filter(Objects::nonNull)
            .map(Observation::arrival)
            .distinct()
            .toList();
    if (arrival.raw().isEmpty()) {
      boolean namesRows = !arrival.changes().isEmpty() || !arrival.deletes().isEmpty();
      return namesRows && !changes
          ? Optional.of(sources.isEmpty() ? 0 : sources.getFirst())
          : Optional.empty();
    }
    if (arrival.device() == 0) {
      return Optional.empty();
    }
    if (edits.stream().noneMatch(edit -> edit.before() == null)) {
      Optional<Long> recent = arrivals.recentCopy(arrival);
      if (recent.isPresent()) {
        return recent;
      }
    }
    return changes
        ? Optional.empty()
        : sources.stream().filter(number -> arrivals.isCopy(arrival, number)).findFirst();
  }

  private void write(Edit edit) {
    RowKey key = edit.key();
    Observation before = edit.before();
    Observation after = edit.after();
    if (before != null && ObservationIds.isOfSequence(before.id())) {
      numbered.remove(before.id() - ObservationIds.SEQUENCE);
    }
    if (after == null) {
      rows.remove(key);
    } else {
      rows.put(key, after);
      Instant resultTime = requireNonNull(after.resultTime());
      resultTimes.merge(
          key.datastream(),
          new ResultTimes(resultTime, resultTime),
          (seen, one) -> seen.with(resultTime));
      if (ObservationIds.isOfSequence(after.id())) {
        long number = after.id() - ObservationIds.SEQUENCE;
        numbered.put(number, key);
        nextNumber = Math.max(nextNumber, number + 1);
      }
    }
    if (rowsOf(key.datastream(), TimeRange.ALL).isEmpty()) {
      resultTimes.remove(key.datastream());
    }
  }

  @Override
  public long nextNumber() {
    lock.lock();
    try {
      return nextNumber++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Void> drop(long datastream) {
    lock.lock();
    try {
      dropped.add(datastream);
      for (RowKey key : List.copyOf(rowsOf(datastream, TimeRange.ALL).keySet())) {
        write(new Edit(key, rows.get(key), null));
      }
      return CompletableFuture.completedFuture(null);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Observation> find(RowKey key) {
    lock.lock();
    try {
      return Optional.ofNullable(rows.get(key));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Observation> findById(long id) {
    lock.lock();
    try {
      RowKey key =
          ObservationIds.isOfSequence(id)
              ? numbered.get(id - ObservationIds.SEQUENCE)
              : ObservationIds.naturalKey(id);
      return key == null ? Optional.empty() : Optional.ofNullable(rows.get(key));
    } finally {
      lock.unlock();
    }
  }

  private NavigableMap<RowKey, Observation> rowsOf(long datastream, TimeRange range) {
    if (range.isEmpty()) {
      return new TreeMap<>();
    }
    return rows.subMap(
        new RowKey(datastream, range.fromMicros(), 0),
        true,
        new RowKey(datastream, range.toMicros(), 0),
        false);
  }

  private List<Observation> copyOfRows(long datastream, TimeRange range) {
    lock.lock();
    try {
      return List.copyOf(rowsOf(datastream, range).values());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public RowCursor rows(long datastream, TimeRange range, Order order) {
    List<Observation> found = copyOfRows(datastream, range);
    var iterator =
        switch (order) {
          case OLDEST_FIRST -> found.iterator();
          case NEWEST_FIRST -> found.reversed().iterator();
        };
    return new RowCursor() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Observation next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Map<Long, Observation> latest(Collection<Long> datastreams) {
    lock.lock();
    try {
      Map<Long, Observation> latest = new LinkedHashMap<>();
      for (long datastream : datastreams) {
        var newest = rowsOf(datastream, TimeRange.ALL).lastEntry();
        if (newest != null) {
          latest.put(datastream, newest.getValue());
        }
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Summary summary(long datastream) {
    lock.lock();
    try {
      NavigableMap<RowKey, Observation> all = rowsOf(datastream, TimeRange.ALL);
      ResultTimes times = resultTimes.get(datastream);
      return all.isEmpty() || times == null
          ? Summary.EMPTY
          : new Summary(
              all.size(),
              all.firstKey().startMicros(),
              all.lastKey().startMicros(),
              times.first(),
              times.last());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long count(long datastream, TimeRange range) {
    return copyOfRows(datastream, range).size();
  }

  @Override
  public List<Bucket> aggregate(
      long datastream, TimeRange range, Duration width, long originMicros) {
    Stretches stretches = new Stretches(width, originMicros);
    NavigableMap<Long, Bucket> buckets = new TreeMap<>();
    for (Observation row : copyOfRows(datastream, range)) {
      if (row.result() instanceof Decimal number) {
        long start = stretches.startOf(row.key().startMicros());
        BigDecimal exact = number.toBigDecimal();
        buckets.merge(
            start,
            new Bucket(start, 1, number, number, exact),
            (sum, one) ->
                new Bucket(
                    start,
                    sum.count() + 1,
                    number.compareTo(sum.min()) < 0 ? number : sum.min(),
                    number.compareTo(sum.max()) > 0 ? number : sum.max(),
                    sum.sum().add(exact)));
      }
    }
    return List.copyOf(buckets.values());
  }

  @Override
  public List<FlagRun> flags(long datastream, TimeRange range) {
    FlagRun.Gathering runs = new FlagRun.Gathering();
    copyOfRows(datastream, range).forEach(row -> runs.add(row.key().startMicros(), row.flag()));
    return runs.done();
  }

  @Override
  public Optional<Arrival> arrival(long number) {
    lock.lock();
    try {
      return arrivals.find(number);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Arrival> arrivals(long device, long before, int limit) {
    lock.lock();
    try {
      return arrivals.ofDevice(device, before, limit);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Arrival> feed(long after, int limit) {
    lock.lock();
    try {
      return arrivals.after(after, limit);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lastArrival() {
    lock.lock();
    try {
      return arrivals.last();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitArrival(long after, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (arrivals.last() <= after && !closed && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return arrivals.last() > after;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long expireArrivals(Instant before, long notPast, Predicate<Arrival> held) {
    lock.lock();
    try {
      return arrivals.expire(before, notPast, held);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Instant> arrivalsExpiredBefore() {
    lock.lock();
    try {
      return arrivals.expiredBefore();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long expireRows(long datastream, long beforeMicros, Collection<TimeRange> held) {
    lock.lock();
    try {
      List<Observation> old =
          rowsOf(datastream, new TimeRange(Long.MIN_VALUE, beforeMicros)).values().stream()
              .filter(row -> !row.byHand())
              .filter(
                  row -> held.stream().noneMatch(range -> range.contains(row.key().startMicros())))
              .toList();
      old.forEach(row -> write(new Edit(row.key(), row, null)));
      return old.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TelemetryHealth health() {
    lock.lock();
    try {
      return new TelemetryHealth(null, null, 0, 0, arrivals.last(), repeats, 0, arrivals.last());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
