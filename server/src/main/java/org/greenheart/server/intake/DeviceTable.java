// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The devices that have spoken since the start, each with what the registry says of it. The
 * registry is asked again only when it says that something about devices has changed. Thread-safe.
 */
final class DeviceTable {
  static final String PROTOCOL = "hj212";

  private final Registry registry;
  private final PendingLimits limits;
  private final Map<String, DeviceState> states = new ConcurrentHashMap<>();

  /** What the registry said at the start; taken out by the first who looks. */
  private final Map<Long, Long> keptAtStart;

  /** Devices that have kept frames which are not in rows yet. */
  private final Set<Long> withKeptFrames = ConcurrentHashMap.newKeySet();

  private volatile Count pending = new Count(-1, 0);

  private record Count(long version, int devices) {}

  DeviceTable(Registry registry, PendingLimits limits) {
    this.registry = registry;
    this.limits = limits;
    this.keptAtStart = new ConcurrentHashMap<>(registry.keptFrames().all());
    withKeptFrames.addAll(keptAtStart.keySet());
  }

  /**
   * Does work in a device's turn, with what the registry says now. A device that is not in the
   * registry after it leaves no trace: strangers must not fill the memory.
   */
  <T> T inTurn(String deviceId, Function<DeviceState, T> work) {
    while (true) {
      DeviceState state = states.get(deviceId);
      if (state == null) {
        state = states.computeIfAbsent(deviceId, DeviceState::new);
      }
      state.turn().lock();
      try {
        if (!state.isDiscarded()) {
          refresh(state);
          return work.apply(state);
        }
      } finally {
        if (state.device() == null && !state.isDiscarded()) {
          state.discard();
          states.remove(deviceId, state);
        }
        state.turn().unlock();
      }
    }
  }

  private void refresh(DeviceState state) {
    long version = registry.devices().version();
    if (state.isAsOf(version)) {
      return;
    }
    Device before = state.device();
    Optional<Device> now =
        before == null
            ? registry.devices().find(PROTOCOL, state.deviceId())
            : registry.devices().byNumber(before.number());
    state.remember(now.orElse(null), version);
    if (now.isPresent()) {
      Long after = keptAtStart.remove(now.get().number());
      if (after != null) {
        state.expectKeptFrames(after);
      }
    }
  }

  Optional<DeviceState> state(String deviceId) {
    return Optional.ofNullable(states.get(deviceId));
  }

  Iterable<DeviceState> states() {
    return states.values();
  }

  Set<Long> withKeptFrames() {
    return withKeptFrames;
  }

  /**
   * Writes down a stranger, with its frames expected; in its turn.
   *
   * @param after the newest arrival now
   * @return null when there are as many strangers as there may be
   */
  @Nullable Device knock(DeviceState state, Visit visit, long after) {
    if (pendingDevices() >= limits.devices()) {
      return null;
    }
    Optional<String> systemType = Optional.of(visit.message().st()).filter(st -> !st.isEmpty());
    long version = registry.devices().version();
    Device device =
        registry.write(
            tables -> {
              Device knocked =
                  tables.devices().knock(PROTOCOL, state.deviceId(), systemType, visit.received());
              tables.keptFrames().expect(knocked.number(), after);
              return knocked;
            });
    state.remember(device, version);
    expectKeptFrames(state, device, after);
    return device;
  }

  /** Kept frames of the device, after an arrival, stand in the registry. */
  void expectKeptFrames(DeviceState state, Device device, long after) {
    state.expectKeptFrames(after);
    withKeptFrames.add(device.number());
  }

  void keptFramesGone(DeviceState state, Device device) {
    state.keptFramesGone();
    withKeptFrames.remove(device.number());
  }

  private int pendingDevices() {
    long version = registry.devices().version();
    Count count = pending;
    if (count.version != version) {
      count = new Count(version, registry.devices().list(DeviceStatus.PENDING).size());
      pending = count;
    }
    return count.devices;
  }

  /** Accepts a device that is not in the registry or pending; in its turn. */
  Device acceptUnknown(DeviceState state, Visit visit) {
    String systemType = visit.message().st();
    String password = visit.message().pw();
    Acceptance acceptance =
        new Acceptance(
            null,
            null,
            systemType.isEmpty() ? null : systemType,
            password.isEmpty() ? null : password,
            Acceptance.PLAIN.crcPolicy(),
            Acceptance.PLAIN.answerPolicy(),
            Acceptance.PLAIN.passwordPolicy());
    long version = registry.devices().version();
    Device device =
        registry.devices().register(PROTOCOL, state.deviceId(), acceptance, visit.received());
    state.remember(device, version);
    return device;
  }
}
