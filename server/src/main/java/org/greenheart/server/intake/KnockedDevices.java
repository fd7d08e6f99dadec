// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices that knocked at the door, and the decision about them. Thread-safe. */
public final class KnockedDevices {
  private static final Logger log = LoggerFactory.getLogger(KnockedDevices.class);

  private final Registry registry;
  private final Telemetry telemetry;
  private final DeviceTable table;
  private final FrameReading reading;
  private final PendingFrames pending;
  private final NamelessFrames nameless;

  KnockedDevices(
      Registry registry,
      Telemetry telemetry,
      DeviceTable table,
      FrameReading reading,
      PendingFrames pending,
      NamelessFrames nameless) {
    this.registry = registry;
    this.telemetry = telemetry;
    this.table = table;
    this.reading = reading;
    this.pending = pending;
    this.nameless = nameless;
  }

  /** Those that wait, in the order in which they were first heard. */
  public List<KnockedDevice> list() {
    return registry.devices().list(DeviceStatus.PENDING).stream()
        .filter(device -> device.protocol().equals(DeviceTable.PROTOCOL))
        .map(device -> table.inTurn(device.deviceId(), state -> describe(state, device)))
        .toList();
  }

  /** One that waits. */
  public Optional<KnockedDevice> find(long number) {
    return registry
        .devices()
        .byNumber(number)
        .filter(device -> device.status() == DeviceStatus.PENDING)
        .filter(device -> device.protocol().equals(DeviceTable.PROTOCOL))
        .map(device -> table.inTurn(device.deviceId(), state -> describe(state, device)));
  }

  private KnockedDevice describe(DeviceState state, Device device) {
    Instant last = device.firstSeen();
    String source = "";
    @Nullable Hj212Message message = state.lastUnaccepted();
    DeviceState.@Nullable Sighting sighting = state.sighting();
    if (state.device() != null) {
      pending.count(state);
    }
    if (sighting != null) {
      last = sighting.at();
      source = sighting.source();
    } else {
      List<Arrival> arrivals = telemetry.arrivals(device.number(), Long.MAX_VALUE, 1);
      if (!arrivals.isEmpty()) {
        last = arrivals.getFirst().received();
        source = arrivals.getFirst().source();
        message = reading.read(arrivals.getFirst().raw()).orElse(null);
      }
    }
    return new KnockedDevice(
        device.number(),
        device.deviceId(),
        device.systemType(),
        device.firstSeen(),
        last,
        source,
        state.keptFrames(),
        state.keptBytes(),
        message);
  }

  /** Loggers of HJ 212-2025 that asked for an MN since the start, newest first. */
  public List<SerialRequest> serialRequests() {
    return nameless.requests();
  }

  /**
   * Accepts a device; its kept frames are in rows when this returns. Where no password is said, the
   * one of its last frame is taken. If the frames cannot be kept now, the device is accepted all
   * the same, and they are read before its next frame.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  public Device accept(long number, Acceptance acceptance) {
    return inTurn(
        number,
        (state, device) -> {
          long version = registry.devices().version();
          state.remember(
              registry.devices().accept(number, withPassword(acceptance, state, device)), version);
          try {
            pending.replay(state);
          } catch (TelemetryException | RegistryException e) {
            log.warn(
                "Device {} is accepted; its kept frames are read later: {}",
                device.deviceId(),
                e.getMessage());
          }
          return state.known();
        });
  }

  private Acceptance withPassword(Acceptance acceptance, DeviceState state, Device device) {
    if (acceptance.password() != null || device.password() != null) {
      return acceptance;
    }
    @Nullable Hj212Message last = describe(state, device).message();
    return last == null || last.pw().isEmpty() ? acceptance : acceptance.withPassword(last.pw());
  }

  /**
   * Rejects a device: what was kept of it counts no more, and what it still sends is neither kept
   * nor answered.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  public Device reject(long number) {
    return inTurn(number, (state, device) -> pending.reject(state));
  }

  private interface Decision {
    Device on(DeviceState state, Device device);
  }

  private Device inTurn(long number, Decision decision) {
    Device device =
        registry
            .devices()
            .byNumber(number)
            .filter(found -> found.protocol().equals(DeviceTable.PROTOCOL))
            .orElseThrow(
                () ->
                    new RegistryException(
                        RegistryException.Code.NOT_FOUND,
                        "device (%s) does not exist".formatted(number)));
    return table.inTurn(device.deviceId(), state -> decision.on(state, state.known()));
  }
}
