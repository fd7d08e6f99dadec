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
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.DeviceStatus;
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
   * The meter behind a unit, so that a person's decision is known before it is asked.
   *
   * @throws MeterException {@code device-rejected}
   */
  MeterBook.Meter meter(MeterSource source, String unit) {
    MeterBook.Meter meter = book.entered(source, unit, clock.instant());
    if (meter.device().status() == DeviceStatus.REJECTED) {
      throw new MeterException(
          "device-rejected",
          "meter %s is rejected in the list of devices and not asked".formatted(unit),
          false);
    }
    return meter;
  }

  /**
   * Keeps an answer; it is on disk when the result completes.
   *
   * @param at the time that the values are of
   */
  CompletableFuture<Receipt> keep(
      MeterSource source, MeterBook.Meter meter, Instant at, Reply reply) {
    List<RowChange> rows = new ArrayList<>();
    for (ReadValue value : reply.values()) {
      Long datastream = meter.datastreams().get(value.code());
      if (datastream != null && value.value() != null) {
        rows.add(RowChange.of(RowKey.ofDevice(datastream, at), value.value(), null));
      }
    }
    return append(
        source, meter.device(), reply, rows.isEmpty() ? Outcome.UNREADABLE : Outcome.DATA, rows);
  }

  private CompletableFuture<Receipt> append(
      MeterSource source, Device device, Reply reply, Outcome outcome, List<RowChange> rows) {
    Instant now = clock.instant();
    String from = "%s:%s:%s".formatted(source.kind().text(), source.host(), source.port());
    DeviceContact contact = new DeviceContact(device.number(), now, from);
    return telemetry
        .append(
            new NewArrival(now, from, device.number(), reply.raw(), outcome, rows, List.of(), 0))
        .thenApply(
            receipt -> {
              heard.put(device.number(), contact);
              return receipt;
            });
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
