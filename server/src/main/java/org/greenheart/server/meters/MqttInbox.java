// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The way of a broker's message: its device is found, or knocks; the message is kept with its rows,
 * or until somebody accepts the device. What {@link #take} returns completes when it is on disk (or
 * deliberately not kept), and only then may the broker hear so. Thread-safe.
 */
final class MqttInbox {
  /** Of one device that nobody has accepted. */
  private static final int MOST_PENDING = 10_000;

  private static final int MOST_STRANGERS = 1_000;

  private final MeterSource source;
  private final MqttMapping mapping;
  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterKeeping keeping;
  private final SourceState state;
  private final InstantSource clock;
  private final Map<Long, AtomicInteger> pending = new ConcurrentHashMap<>();
  private volatile long settledVersion = -1;

  MqttInbox(
      MeterSource source,
      Registry registry,
      Telemetry telemetry,
      MeterKeeping keeping,
      SourceState state,
      InstantSource clock) {
    this.source = requireNonNull(source, "source is null");
    this.mapping = new MqttMapping(source);
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.keeping = requireNonNull(keeping, "keeping is null");
    this.state = requireNonNull(state, "state is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * @param retained the broker had it before we listened: without a time of its own nobody knows
   *     when it was said
   */
  CompletableFuture<?> take(MqttMessage message, boolean retained) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    MqttMapping.Meant meant;
    try {
      meant = mapping.read(message, now);
    } catch (MeterException e) {
      state.failed(message.topic(), e.code(), String.valueOf(e.getMessage()), now);
      return keeping.keepWithoutDevice(source, message.kept(), Outcome.UNREADABLE);
    }
    state.mended(message.topic());
    if (retained && !meant.timed()) {
      return CompletableFuture.completedFuture(null);
    }
    Device device = device(meant.deviceId(), now).orElse(null);
    if (device == null) {
      state.failed(meant.deviceId(), "message-strangers", "too many devices wait", now);
      return CompletableFuture.completedFuture(null);
    }
    return switch (device.status()) {
      case ACCEPTED -> keep(device, message, meant, 0);
      case PENDING -> keepUntilAccepted(device, message, now);
      case REJECTED -> {
        state.failed(meant.deviceId(), "device-rejected", "it is rejected: nothing is kept", now);
        yield CompletableFuture.completedFuture(null);
      }
    };
  }

  private Optional<Device> device(String deviceId, Instant now) {
    String protocol = source.kind().text();
    Optional<Device> known = registry.devices().find(protocol, deviceId);
    boolean unasked = mapping.layout().acceptUnknown();
    if (known.isPresent() && known.get().thing() != 0) {
      return known.get().status() == DeviceStatus.PENDING && unasked
          ? Optional.of(accept(deviceId, now))
          : known;
    }
    if (unasked) {
      return Optional.of(accept(deviceId, now));
    }
    if (registry.devices().list(DeviceStatus.PENDING).size() >= MOST_STRANGERS) {
      return Optional.empty();
    }
    long after = telemetry.lastArrival();
    return Optional.of(
        registry.write(
            tables -> {
              Device knocked = tables.devices().knock(protocol, deviceId, Optional.empty(), now);
              tables.keptFrames().expect(knocked.number(), after);
              return knocked;
            }));
  }

  private Device accept(String deviceId, Instant now) {
    return registry.devices().register(source.kind().text(), deviceId, Acceptance.PLAIN, now);
  }

  private CompletableFuture<?> keep(
      Device device, MqttMessage message, MqttMapping.Meant meant, long replays) {
    MeterBook.Meter meter = keeping.accepted(source, device);
    CompletableFuture<Receipt> kept =
        keeping.keep(source, meter, meant.at(), new Reply(message.kept(), meant.values()), replays);
    return kept.thenAccept(
        _ -> state.kept(meant.deviceId(), device.number(), meant.at(), meant.values()));
  }

  private CompletableFuture<?> keepUntilAccepted(Device device, MqttMessage message, Instant now) {
    AtomicInteger count = pending.computeIfAbsent(device.number(), this::countPending);
    if (count.get() >= MOST_PENDING) {
      state.failed(
          device.deviceId(),
          "device-pending-many",
          "it waits to be accepted: no more is kept",
          now);
      return CompletableFuture.completedFuture(null);
    }
    count.incrementAndGet();
    state.failed(device.deviceId(), "device-pending", "it waits to be accepted under Devices", now);
    return keeping.keepPending(source, device, message.kept());
  }

  private AtomicInteger countPending(long device) {
    return new AtomicInteger(
        (int)
            telemetry.arrivals(device, Long.MAX_VALUE, MOST_PENDING).stream()
                .filter(arrival -> arrival.outcome() == Outcome.PENDING)
                .count());
  }

  /** Reads into rows what was kept of devices that were accepted meanwhile. */
  void settle() {
    long version = registry.devices().version();
    if (version == settledVersion) {
      return;
    }
    registry.keptFrames().all().forEach(this::settle);
    settledVersion = version;
  }

  private void settle(long number, long after) {
    Device device =
        registry
            .devices()
            .byNumber(number)
            .filter(each -> each.protocol().equals(source.kind().text()))
            .orElse(null);
    if (device == null) {
      return;
    }
    switch (device.status()) {
      case PENDING -> {}
      case REJECTED -> {
        registry.keptFrames().giveUp(number, telemetry.lastArrival());
        pending.remove(number);
      }
      case ACCEPTED -> {
        List<Arrival> kept =
            telemetry.arrivals(number, Long.MAX_VALUE, 2 * MOST_PENDING).reversed();
        for (Arrival arrival : kept) {
          if (arrival.outcome() == Outcome.PENDING && arrival.number() > after) {
            replay(device, arrival);
          }
        }
        registry.keptFrames().done(number);
        pending.remove(number);
      }
    }
  }

  private void replay(Device device, Arrival arrival) {
    MqttMessage.ofKept(arrival.raw())
        .ifPresent(
            message -> {
              try {
                MqttMapping.Meant meant = mapping.read(message, arrival.received());
                Object _ = keep(device, message, meant, arrival.number()).join();
              } catch (MeterException e) {
                state.failed(
                    message.topic(), e.code(), String.valueOf(e.getMessage()), clock.instant());
              }
            });
  }
}
