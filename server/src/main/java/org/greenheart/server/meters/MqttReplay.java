// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Reads into rows what brokers said of devices before somebody accepted them, each message by the
 * map of the source that it came through. Doing it twice comes to the same. Thread-safe.
 */
final class MqttReplay {
  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterKeeping keeping;
  private final LongFunction<Optional<SourceState>> states;
  private long settledVersion = -1;

  /**
   * @param states of the sources that are switched on
   */
  MqttReplay(
      Registry registry,
      Telemetry telemetry,
      MeterKeeping keeping,
      LongFunction<Optional<SourceState>> states) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.keeping = requireNonNull(keeping, "keeping is null");
    this.states = requireNonNull(states, "states is null");
  }

  /** Does what is left to do. */
  synchronized void settle() {
    long version = registry.devices().version();
    if (version == settledVersion) {
      return;
    }
    List<MeterSource> sources =
        registry.meterSources().list().stream()
            .filter(source -> source.kind() == MeterSource.Kind.MQTT)
            .toList();
    registry.keptFrames().all().forEach((number, after) -> settle(sources, number, after));
    settledVersion = version;
  }

  /** A message was kept for a device that was accepted in the same moment: it is left to do. */
  synchronized void missed(long device, long arrival) {
    registry.keptFrames().expect(device, arrival - 1);
    settledVersion = -1;
  }

  private void settle(List<MeterSource> sources, long number, long after) {
    Device device =
        registry
            .devices()
            .byNumber(number)
            .filter(each -> each.protocol().equals(MeterSource.Kind.MQTT.text()))
            .orElse(null);
    if (device == null) {
      return;
    }
    switch (device.status()) {
      case PENDING -> {}
      case REJECTED -> registry.keptFrames().giveUp(number, telemetry.lastArrival());
      case ACCEPTED -> {
        List<Arrival> kept =
            telemetry.arrivals(number, Long.MAX_VALUE, 2 * MqttInbox.MOST_PENDING).reversed();
        for (Arrival arrival : kept) {
          if (arrival.outcome() == Outcome.PENDING && arrival.number() > after) {
            replay(sources, device, arrival);
          }
        }
        registry.keptFrames().done(number);
      }
    }
  }

  private void replay(List<MeterSource> sources, Device device, Arrival arrival) {
    MqttMessage message = MqttMessage.ofKept(arrival.raw()).orElse(null);
    MeterSource source =
        message == null ? null : source(sources, message, arrival.source()).orElse(null);
    if (message == null || source == null) {
      return;
    }
    try {
      MqttMapping.Meant meant = new MqttMapping(source).read(message, arrival.received());
      Object _ =
          keeping
              .keep(
                  source,
                  keeping.accepted(source, device),
                  meant.at(),
                  new Reply(message.kept(), meant.values()),
                  arrival.number())
              .join();
      states
          .apply(source.id())
          .ifPresent(
              state -> state.kept(meant.deviceId(), device.number(), meant.at(), meant.values()));
    } catch (MeterException e) {
      states
          .apply(source.id())
          .ifPresent(
              state ->
                  state.failed(
                      message.topic(),
                      e.code(),
                      String.valueOf(e.getMessage()),
                      arrival.received()));
    }
  }

  /** That of the same broker which listens to the topic; its address may have changed since. */
  private static Optional<MeterSource> source(
      List<MeterSource> sources, MqttMessage message, String from) {
    List<MeterSource> listening =
        sources.stream()
            .filter(source -> new MqttMapping(source).listensTo(message.topic()))
            .toList();
    return listening.stream()
        .filter(source -> MeterKeeping.from(source).equals(from))
        .findFirst()
        .or(() -> listening.stream().findFirst());
  }
}
