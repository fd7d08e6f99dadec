// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes device events into the registry, after their frame is on disk and before it is answered.
 *
 * <p>A frame and its event stand in two stores. The frame comes first; if the program ends between
 * the two, {@link #start} finds the frame in the feed behind the position {@value #READER} and
 * writes its event. The position moves on only when no event is under way.
 *
 * <p>One thread writes what waits together. Thread-safe.
 */
final class EventBook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventBook.class);
  static final String READER = "device-events";
  private static final int TOGETHER = 500;
  private static final int FEED_PAGE = 1_000;

  private final Registry registry;
  private final Telemetry telemetry;
  private final FrameReading reading;
  private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong underWay = new AtomicLong();
  private final Thread writer;
  private long position;

  private record Entry(DeviceEvent event, CompletableFuture<Void> written) {}

  EventBook(Registry registry, Telemetry telemetry, FrameReading reading) {
    this.registry = registry;
    this.telemetry = telemetry;
    this.reading = reading;
    this.writer = Thread.ofPlatform().daemon().name("greenheart-events").unstarted(this::write);
  }

  /** Writes what a crash left undone, and is ready then. */
  void start() {
    position = registry.positions().position(READER);
    long end = telemetry.lastArrival();
    long at = position;
    while (at < end) {
      List<Arrival> page = telemetry.feed(at, FEED_PAGE);
      if (page.isEmpty()) {
        break;
      }
      at = page.getLast().number();
      registry.deviceEvents().record(page.stream().flatMap(this::eventOf).toList());
    }
    moveTo(end);
    writer.start();
  }

  private Stream<DeviceEvent> eventOf(Arrival arrival) {
    if (arrival.outcome() != Outcome.EVENT || arrival.device() == 0) {
      return Stream.empty();
    }
    return reading.read(arrival.raw()).stream()
        .filter(message -> Command.isEvent(message.cn()))
        .map(message -> event(message, arrival.device(), arrival.received(), arrival.number()));
  }

  /**
   * Starts to keep a frame with an event.
   *
   * @return completes when frame and event are on disk
   */
  CompletableFuture<?> keep(Visit visit, long device) {
    underWay.incrementAndGet();
    CompletableFuture<Receipt> frame = telemetry.append(visit.as(Outcome.EVENT, device));
    CompletableFuture<?> both =
        frame.thenCompose(
            receipt ->
                enqueue(event(visit.message(), device, visit.received(), receipt.arrival())));
    return both.whenComplete((_, _) -> underWay.decrementAndGet());
  }

  private CompletableFuture<Void> enqueue(DeviceEvent event) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    waiting.add(new Entry(event, written));
    return written;
  }

  private void write() {
    List<Entry> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(waiting.take());
        waiting.drainTo(batch, TOGETHER);
        try {
          registry.deviceEvents().record(batch.stream().map(Entry::event).toList());
          batch.forEach(entry -> entry.written.complete(null));
        } catch (RuntimeException e) {
          // Their frames are handed over again, and with them the events.
          batch.forEach(entry -> entry.written.completeExceptionally(e));
        }
      }
    } catch (InterruptedException e) {
      // Closed: frames whose event was not written are found again at the next start.
    }
  }

  /** Moves the position on, if it can. Called now and then. */
  void advance() {
    long end = telemetry.lastArrival();
    // Read after the end: an event at or before the end was under way before it was appended.
    if (underWay.get() == 0) {
      moveTo(end);
    }
  }

  private synchronized void moveTo(long arrival) {
    if (arrival > position) {
      registry.positions().moveTo(READER, arrival);
      position = arrival;
    }
  }

  private static DeviceEvent event(
      Hj212Message message, long device, Instant received, long arrival) {
    Instant time =
        message
            .dataTime()
            .map(beijing -> Micros.toInstant(RowMapper.micros(beijing)))
            .orElse(received);
    return new DeviceEvent(0, device, message.cn(), time, received, arrival, json(message));
  }

  private static String json(Hj212Message message) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Item item : message.items()) {
      for (Field field : item.fields()) {
        fields.put(field.name(), field.value());
      }
    }
    StringBuilder json = new StringBuilder("{");
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    fields.forEach(
        (name, value) -> {
          json.append(json.length() > 1 ? ",\"" : "\"");
          encoder.quoteAsString(name, json);
          json.append("\":\"");
          encoder.quoteAsString(value, json);
          json.append('"');
        });
    return json.append('}').toString();
  }

  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join();
      if (waiting.isEmpty()) {
        advance();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RegistryException e) {
      log.warn("The position of device events was not written: {}", e.getMessage());
    }
  }
}
