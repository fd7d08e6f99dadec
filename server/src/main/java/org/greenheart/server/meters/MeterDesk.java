// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The meters that are asked or listened to: a worker for each source that is switched on, as the
 * registry has it. Thread-safe.
 */
public final class MeterDesk implements AutoCloseable {
  /** So many meters of a draft are asked when it is tried. */
  private static final int TRIED = 8;

  private final Registry registry;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final MeterSecrets secrets;
  private final MeterKeeping keeping;
  private final MqttReplay replay;
  private final GatewayDoor door;
  private final CounterBook counters;
  private final Map<Long, Running> running = new ConcurrentSkipListMap<>();

  /** A source at work. */
  record Running(MeterSource source, SourceState state, AutoCloseable worker) {}

  /**
   * A source that does not give what it should.
   *
   * @param since when that began
   */
  public record Trouble(String source, Instant since, String message) {}

  /**
   * What a meter of a draft answered.
   *
   * @param raw registers or frames as text; empty when it did not answer
   * @param problem null when it answered
   */
  record Tried(
      String unit, String raw, List<ReadValue> values, SourceState.@Nullable Problem problem) {
    Tried {
      values = List.copyOf(values);
    }
  }

  private MeterDesk(
      MeterSecrets secrets, Registry registry, Telemetry telemetry, InstantSource clock) {
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.keeping = new MeterKeeping(registry, telemetry, clock);
    this.replay = new MqttReplay(registry, telemetry, keeping, this::state);
    this.door = new GatewayDoor(clock);
    this.counters = new CounterBook(registry, telemetry);
  }

  /**
   * Begins with all sources that are switched on.
   *
   * @param data the folder that holds everything: the key that seals passwords lies there
   */
  public static MeterDesk start(
      Path data, Registry registry, Telemetry telemetry, InstantSource clock) {
    MeterSecrets secrets = MeterSecrets.open(data);
    secrets.sealAll(registry);
    MeterDesk desk = new MeterDesk(secrets, registry, telemetry, clock);
    desk.refresh();
    return desk;
  }

  /**
   * Lets gateways of DL/T 645 meters connect to the server.
   *
   * @param address port 0 = any free one
   * @throws java.io.UncheckedIOException when the port cannot be opened
   */
  public void open(InetSocketAddress address) {
    door.open(address);
  }

  GatewayDoor door() {
    return door;
  }

  /** The part of the HTTP interface that is about meters and counters. */
  public List<Routes> routes() {
    return List.of(
        new MeterRoutes(registry, this, secrets, clock),
        new CounterRoutes(registry, telemetry, counters));
  }

  /** Lets the sources be as the registry has them: what did not change goes on. */
  synchronized void refresh() {
    Map<Long, MeterSource> wanted = new ConcurrentSkipListMap<>();
    Set<Long> known = new HashSet<>();
    for (MeterSource source : registry.meterSources().list()) {
      boolean _ = known.add(source.id());
      if (source.enabled()) {
        wanted.put(source.id(), source);
      }
    }
    for (Running one : List.copyOf(running.values())) {
      if (!one.source().equals(wanted.get(one.source().id()))) {
        running.remove(one.source().id());
        end(one);
        if (one.worker() instanceof MqttListener listener && !known.contains(one.source().id())) {
          listener.forget();
        }
      }
    }
    wanted.forEach((id, source) -> running.computeIfAbsent(id, _ -> begin(source)));
  }

  private Running begin(MeterSource source) {
    SourceState state = new SourceState();
    if (source.kind() == MeterSource.Kind.MQTT) {
      return new Running(source, state, listen(source, state));
    }
    MeterPoller poller =
        new MeterPoller(source, asker(source), keeping, state, new ClockPause(clock), clock);
    poller.start();
    return new Running(source, state, poller);
  }

  private AutoCloseable listen(MeterSource source, SourceState state) {
    Optional<String> secret;
    try {
      secret = secrets.of(source);
    } catch (MeterException e) {
      state.connectionFailed(e.code(), String.valueOf(e.getMessage()), clock.instant());
      return () -> {};
    }
    MqttListener listener =
        new MqttListener(
            source,
            secret,
            new MqttInbox(source, registry, telemetry, keeping, state, replay, clock),
            replay,
            keeping,
            state,
            clock);
    listener.start();
    return listener;
  }

  private Asker asker(MeterSource source) {
    return switch (source.kind()) {
      case MODBUS -> new ModbusAsker(source);
      case DLT645 -> new Dlt645Asker(source, door);
      case MQTT -> throw new IllegalArgumentException("MQTT is not asked");
    };
  }

  private static void end(Running one) {
    try {
      one.worker().close();
    } catch (Exception e) {
      throw new IllegalStateException("source %s does not end".formatted(one.source()), e);
    }
  }

  Optional<SourceState> state(long source) {
    return Optional.ofNullable(running.get(source)).map(Running::state);
  }

  /** Asks the meters of a draft once; nothing is kept. */
  List<Tried> tryOut(MeterSource draft) {
    List<Tried> tried = new ArrayList<>();
    try (Asker asker = asker(draft)) {
      for (String unit : draft.units().stream().limit(TRIED).toList()) {
        try {
          Reply reply = asker.ask(unit);
          tried.add(new Tried(unit, RawText.of(reply.raw()), reply.values(), null));
        } catch (MeterException e) {
          tried.add(
              new Tried(
                  unit,
                  "",
                  List.of(),
                  new SourceState.Problem(
                      e.code(), String.valueOf(e.getMessage()), clock.instant())));
          if (e.isOfConnection()) {
            break;
          }
        }
      }
    }
    return tried;
  }

  /** What a message would say under a draft; nothing is kept and no broker asked. */
  Tried tryMessage(MeterSource draft, String sample) {
    MqttMessage message = MqttMessage.of("topic", sample.getBytes(UTF_8));
    try {
      MqttMapping.Meant meant = new MqttMapping(draft).read(message, clock.instant());
      return new Tried(meant.deviceId(), "time " + meant.at(), meant.values(), null);
    } catch (MeterException e) {
      return new Tried(
          "",
          "",
          List.of(),
          new SourceState.Problem(e.code(), String.valueOf(e.getMessage()), clock.instant()));
    }
  }

  /** When a meter was last heard, since the start. */
  public Optional<DeviceContact> lastContact(Device device) {
    return keeping.contact(device.number());
  }

  /** Whether the last answer of a meter was kept and its source is connected now. */
  public boolean isConnected(Device device) {
    return running.values().stream()
        .filter(one -> one.state().isConnected())
        .flatMap(one -> one.state().units().stream())
        .anyMatch(
            unit ->
                unit.problem() == null
                    && unit.device() != null
                    && unit.device() == device.number());
  }

  /** Sources that have not given what they should for two periods and more. */
  public List<Trouble> troubles() {
    Instant now = clock.instant();
    List<Trouble> troubles = new ArrayList<>();
    for (Running one : running.values()) {
      Duration patience = one.source().period().multipliedBy(2).plus(one.source().timeout());
      SourceState.Problem problem =
          one.state()
              .connection()
              .or(
                  () ->
                      one.state().units().stream()
                          .flatMap(unit -> Optional.ofNullable(unit.problem()).stream())
                          .filter(each -> !each.code().startsWith("device-"))
                          .findFirst())
              .orElse(null);
      if (problem != null && !problem.since().plus(patience).isAfter(now)) {
        troubles.add(
            new Trouble(
                "%s (%s)".formatted(one.source().name(), one.source().code()),
                problem.since(),
                problem.message()));
      }
    }
    return troubles;
  }

  @Override
  public synchronized void close() {
    running.values().forEach(MeterDesk::end);
    running.clear();
    door.close();
  }
}
