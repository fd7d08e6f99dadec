// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Makes durable what meters say: one arrival with what came and the rows of it, in the same feed as
 * everything else. Thread-safe.
 */
final class MeterKeeping {
  private static final Duration CONTACTS = Duration.ofMinutes(1);

  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterBook book;
  private final InstantSource clock;
  private final Map<Long, DeviceContact> heard = new ConcurrentHashMap<>();
  private final Map<Long, Instant> written = new ConcurrentHashMap<>();

  MeterKeeping(Registry registry, Telemetry telemetry, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.book = new MeterBook(registry);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * @throws MeterException {@code device-rejected} when a person has rejected the meter
   */
  void requireNotRejected(MeterSource source, String unit) {
    if (book.isRejected(source, unit)) {
      throw new MeterException(
          "device-rejected",
          "meter %s is rejected in the list of devices and not asked".formatted(unit),
          false);
    }
  }

  /** The meter that has answered for a unit; made when it is the first time. */
  MeterBook.Meter meter(MeterSource source, String unit) {
    return book.entered(source, unit, clock.instant());
  }

  /**
   * Keeps an answer; it is on disk when the result completes.
   *
   * @param at the time that the values are of
   */
  CompletableFuture<Receipt> keep(
      MeterSource source, MeterBook.Meter meter, Instant at, Reply reply) {
    return keep(source, meter, at, reply, 0);
  }

  /**
   * @param replays the arrival that holds what came, where it was kept before; 0 when it was not
   */
  CompletableFuture<Receipt> keep(
      MeterSource source, MeterBook.Meter meter, Instant at, Reply reply, long replays) {
    List<RowChange> rows = new ArrayList<>();
    for (ReadValue value : reply.values()) {
      Long datastream = meter.datastreams().get(value.code());
      if (datastream != null && value.value() != null) {
        rows.add(RowChange.of(RowKey.ofDevice(datastream, at), value.value(), null));
      }
    }
    return append(
        source,
        meter.device().number(),
        replays == 0 ? reply.raw() : Bytes.EMPTY,
        rows.isEmpty() ? Outcome.UNREADABLE : Outcome.DATA,
        rows,
        replays);
  }

  /** Keeps what a device said that nobody has accepted yet. */
  CompletableFuture<Receipt> keepPending(MeterSource source, Device device, Bytes raw) {
    return append(source, device.number(), raw, Outcome.PENDING, List.of(), 0);
  }

  /** Keeps what names no device. */
  CompletableFuture<Receipt> keepWithoutDevice(MeterSource source, Bytes raw, Outcome outcome) {
    return append(source, 0, raw, outcome, List.of(), 0);
  }

  /** The Datastreams of a device that is accepted. */
  MeterBook.Meter accepted(MeterSource source, Device device) {
    return book.accepted(source, device, clock.instant());
  }

  private CompletableFuture<Receipt> append(
      MeterSource source,
      long device,
      Bytes raw,
      Outcome outcome,
      List<RowChange> rows,
      long replays) {
    Instant now = clock.instant();
    String from = from(source);
    return telemetry
        .append(new NewArrival(now, from, device, raw, outcome, rows, List.of(), replays))
        .thenApply(
            receipt -> {
              if (device != 0) {
                heard.put(device, new DeviceContact(device, now, from));
              }
              return receipt;
            });
  }

  /** What arrivals of a source say about where they came from. */
  static String from(MeterSource source) {
    return source.host().isEmpty()
        ? "%s:%s".formatted(source.kind().text(), GatewayDoor.registration(source))
        : "%s:%s:%s".formatted(source.kind().text(), source.host(), source.port());
  }

  /** When a device was last heard, since the start. */
  Optional<DeviceContact> contact(long device) {
    return Optional.ofNullable(heard.get(device));
  }

  /** Writes down who was heard, now and then. */
  void writeContacts() {
    Instant now = clock.instant();
    List<DeviceContact> due = new ArrayList<>();
    heard.forEach(
        (device, contact) -> {
          Instant last = written.get(device);
          if (last == null
              || (contact.heard().isAfter(last) && !last.plus(CONTACTS).isAfter(now))) {
            due.add(contact);
          }
        });
    if (!due.isEmpty()) {
      registry.devices().contacts(due);
      due.forEach(contact -> written.put(contact.device(), contact.heard()));
    }
  }
}
