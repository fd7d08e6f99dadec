// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a broker's message: its device is found, or knocks; the message is kept with its rows,
 * or until somebody accepts the device. What {@link #take} returns completes when it is on disk (or
 * deliberately not kept), and only then may the broker hear so. Thread-safe.
 */
final class MqttInbox {
  private static final Logger log = LoggerFactory.getLogger(MqttInbox.class);

  /** Of one device that nobody has accepted. */
  static final int MOST_PENDING = 10_000;

  private static final int MOST_STRANGERS = 1_000;

  /** A message of a device is some hundred bytes: this one is a file, or an accident. */
  private static final int MOST_BYTES = 1 << 20;

  private final MeterSource source;
  private final MqttMapping mapping;
  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterKeeping keeping;
  private final SourceState state;
  private final MqttReplay replay;
  private final InstantSource clock;
  private final Map<Long, AtomicInteger> pending = new ConcurrentHashMap<>();

  MqttInbox(
      MeterSource source,
      Registry registry,
      Telemetry telemetry,
      MeterKeeping keeping,
      SourceState state,
      MqttReplay replay,
      InstantSource clock) {
    this.source = requireNonNull(source, "source is null");
    this.mapping = new MqttMapping(source);
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.keeping = requireNonNull(keeping, "keeping is null");
    this.state = requireNonNull(state, "state is null");
    this.replay = requireNonNull(replay, "replay is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * @param retained the broker had it before we listened: without a time of its own nobody knows
   *     when it was said
   */
  CompletableFuture<?> take(MqttMessage message, boolean retained) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!mapping.listensTo(message.topic())) {
      // The session at the broker still has a filter that the source had before.
      return CompletableFuture.completedFuture(null);
    }
    if (message.payload().size() > MOST_BYTES) {
      state.failed(
          message.topic(),
          "message-large",
          "a message of topic %s has %s bytes: more than %s are not kept"
              .formatted(message.topic(), message.payload().size(), MOST_BYTES),
          now);
      return CompletableFuture.completedFuture(null);
    }
    MqttMapping.Meant meant;
    try {
      meant = mapping.read(message, now);
    } catch (MeterException e) {
      return unreadable(message, e.code(), String.valueOf(e.getMessage()), now);
    }
    try {
      return take(message, meant, retained, now);
    } catch (RegistryException | TelemetryException e) {
      throw e; // later it will be kept
    } catch (RuntimeException e) {
      // One that will never be kept must not stand in the way of the others for ever.
      log.error("A message of {} cannot be taken", source.code(), e);
      return unreadable(message, "message-error", String.valueOf(e.getMessage()), now);
    }
  }

  private CompletableFuture<?> unreadable(
      MqttMessage message, String code, String why, Instant now) {
    state.failed(message.topic(), code, why, now);
    return keeping.keepWithoutDevice(source, message.kept(), Outcome.UNREADABLE);
  }

  private CompletableFuture<?> take(
      MqttMessage message, MqttMapping.Meant meant, boolean retained, Instant now) {
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
      case ACCEPTED -> keep(device, message, meant);
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

  private CompletableFuture<?> keep(Device device, MqttMessage message, MqttMapping.Meant meant) {
    MeterBook.Meter meter = keeping.accepted(source, device);
    CompletableFuture<Receipt> kept =
        keeping.keep(source, meter, meant.at(), new Reply(message.kept(), meant.values()));
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
    return keeping
        .keepPending(source, device, message.kept())
        .thenAcceptAsync(
            receipt -> {
              if (registry
                  .devices()
                  .byNumber(device.number())
                  .filter(Device::accepted)
                  .isPresent()) {
                replay.missed(device.number(), receipt.arrival());
              }
            },
            Thread::startVirtualThread);
  }

  private AtomicInteger countPending(long device) {
    return new AtomicInteger(
        (int)
            telemetry.arrivals(device, Long.MAX_VALUE, MOST_PENDING).stream()
                .filter(arrival -> arrival.outcome() == Outcome.PENDING)
                .count());
  }
}
