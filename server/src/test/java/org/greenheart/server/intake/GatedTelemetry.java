// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Bucket;
import org.greenheart.storage.telemetry.FlagRun;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryException;
import org.greenheart.storage.telemetry.TelemetryHealth;

/**
 * Telemetry in memory whose disk can be made slow (what is handed over waits at a gate) or full.
 * Thread-safe.
 */
final class GatedTelemetry implements Telemetry {
  private final MemoryTelemetry inner = new MemoryTelemetry();
  // Guarded by this.
  private final List<Runnable> atGate = new ArrayList<>();
  private boolean gateClosed;
  private boolean full;
  private int attempts;

  synchronized void closeGate() {
    gateClosed = true;
  }

  /** Keeps what waits, in order, and everything from now on at once. */
  synchronized void openGate() {
    gateClosed = false;
    atGate.forEach(Runnable::run);
    atGate.clear();
  }

  synchronized int atGate() {
    return atGate.size();
  }

  synchronized void fillDisk() {
    full = true;
  }

  synchronized void freeDisk() {
    full = false;
  }

  /** How often something was handed over. */
  synchronized int attempts() {
    return attempts;
  }

  @Override
  public synchronized CompletableFuture<Receipt> append(NewArrival arrival) {
    attempts++;
    if (full) {
      return CompletableFuture.failedFuture(
          new TelemetryException(TelemetryException.Code.DISK, "No space left on device"));
    }
    if (!gateClosed) {
      return inner.append(arrival);
    }
    CompletableFuture<Receipt> later = new CompletableFuture<>();
    atGate.add(() -> later.complete(inner.append(arrival).join()));
    return later;
  }

  @Override
  public CompletableFuture<Receipt> apply(long outbox, NewArrival arrival) {
    return inner.apply(outbox, arrival);
  }

  @Override
  public long nextNumber() {
    return inner.nextNumber();
  }

  @Override
  public CompletableFuture<Void> drop(long datastream) {
    return inner.drop(datastream);
  }

  @Override
  public Optional<Observation> find(RowKey key) {
    return inner.find(key);
  }

  @Override
  public Optional<Observation> findById(long id) {
    return inner.findById(id);
  }

  @Override
  public RowCursor rows(long datastream, TimeRange range, Order order) {
    return inner.rows(datastream, range, order);
  }

  @Override
  public Map<Long, Observation> latest(Collection<Long> datastreams) {
    return inner.latest(datastreams);
  }

  @Override
  public Summary summary(long datastream) {
    return inner.summary(datastream);
  }

  @Override
  public long count(long datastream, TimeRange range) {
    return inner.count(datastream, range);
  }

  @Override
  public List<Bucket> aggregate(
      long datastream, TimeRange range, Duration width, long originMicros) {
    return inner.aggregate(datastream, range, width, originMicros);
  }

  @Override
  public List<FlagRun> flags(long datastream, TimeRange range) {
    return inner.flags(datastream, range);
  }

  @Override
  public Optional<Arrival> arrival(long number) {
    return inner.arrival(number);
  }

  @Override
  public List<Arrival> arrivals(long device, long before, int limit) {
    return inner.arrivals(device, before, limit);
  }

  @Override
  public List<Arrival> feed(long after, int limit) {
    return inner.feed(after, limit);
  }

  @Override
  public long lastArrival() {
    return inner.lastArrival();
  }

  @Override
  public boolean awaitArrival(long after, Duration timeout) throws InterruptedException {
    return inner.awaitArrival(after, timeout);
  }

  @Override
  public long expireArrivals(Instant before, long notPast, Predicate<Arrival> held) {
    return inner.expireArrivals(before, notPast, held);
  }

  @Override
  public Optional<Instant> arrivalsExpiredBefore() {
    return inner.arrivalsExpiredBefore();
  }

  @Override
  public long expireRows(long datastream, long beforeMicros, Collection<TimeRange> held) {
    return inner.expireRows(datastream, beforeMicros, held);
  }

  @Override
  public TelemetryHealth health() {
    return inner.health();
  }

  @Override
  public void close() {
    inner.close();
  }
}
