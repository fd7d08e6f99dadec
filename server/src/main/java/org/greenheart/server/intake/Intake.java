// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Sm4Keys;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake of HJ 212 devices, put together: sockets ({@link Listener}, {@link Connection}), the
 * way of a frame ({@link FramePipeline}), and behind it the telemetry and the registry, which it
 * does not own. Thread-safe.
 */
public final class Intake implements AutoCloseable {
  /** Under this name the position of the reader of device events is kept. */
  public static final String EVENT_READER = EventBook.READER;

  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int REPLAY_MILLIS = 2_000;
  private static final int CONTACTS_MILLIS = 60_000;

  private final Registry registry;
  private final IntakeStatus status;
  private final DeviceTable table;
  private final PendingFrames pending;
  private final EventBook events;
  private final KnockedDevices knocked;
  private final CommandRoutes routes = new CommandRoutes();
  private final Retrier timer = new Retrier();
  private final Map<String, DeviceState.Sighting> contactsWritten = new ConcurrentHashMap<>();
  private final InetSocketAddress address;
  private final Listener listener;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** As of this version of the devices, none that is accepted has kept frames. The timer's own. */
  private long keptFramesSettled = -1;

  private Intake(
      IntakeConfig config,
      Telemetry telemetry,
      Registry registry,
      Sm4Keys keys,
      InstantSource clock,
      PrometheusRegistry metrics) {
    this.registry = registry;
    address = config.address();
    status = new IntakeStatus(metrics, clock);
    table = new DeviceTable(registry, config.pending());
    FrameReading reading = new FrameReading(new Hj212Reader(new BouncySm4(), keys));
    events = new EventBook(registry, telemetry, reading);
    Answers answers = new Answers();
    AcceptedFrames accepted = new AcceptedFrames(registry, telemetry, events, answers, status);
    pending =
        new PendingFrames(
            registry, telemetry, table, reading, accepted, answers, config.pending(), status);
    NamelessFrames nameless = new NamelessFrames(telemetry, answers, status);
    knocked = new KnockedDevices(registry, telemetry, table, reading, pending, nameless);
    FramePipeline pipeline =
        new FramePipeline(
            config, reading, table, accepted, pending, nameless, routes, status, clock);
    listener = new Listener(config.limits(), pipeline, status, timer, clock);
    events.start();
    status.observe(() -> listener.connections().size(), this::unanswered);
    timer.every(REPLAY_MILLIS, this::settleKeptFrames);
    timer.every(CONTACTS_MILLIS, this::writeDown);
  }

  /**
   * Finishes what a crash left undone; devices are served once it is {@link #open}.
   *
   * @param keys of SM4 by MN
   * @param metrics where counters are registered, named {@code greenheart_intake_...}
   */
  public static Intake prepare(
      IntakeConfig config,
      Telemetry telemetry,
      Registry registry,
      Sm4Keys keys,
      InstantSource clock,
      PrometheusRegistry metrics) {
    return new Intake(config, telemetry, registry, keys, clock, metrics);
  }

  /**
   * Opens the port and serves devices; once.
   *
   * @return the port
   * @throws java.io.UncheckedIOException when it cannot be opened
   */
  public int open() {
    listener.open(address);
    log.info("HJ 212 devices are served on port {}", port());
    return port();
  }

  /** The port that it listens on, once it does. */
  public int port() {
    return listener.port();
  }

  public IntakeHealth health() {
    return new IntakeHealth(
        listener.isListening(),
        listener.isListening() ? port() : 0,
        listener.connections().size(),
        unanswered(),
        status.isFailing(),
        status.lastFailure());
  }

  /** Frames on disk since the start, answered as far as their senders want it; repeats count. */
  public long kept() {
    return status.kept();
  }

  /** Frames of all devices and of none, refused or dropped since the start, by why. */
  public List<FrameCount> refused() {
    return status.notTaken();
  }

  /** Frames of a device, refused or dropped since the start, by why; the last one first. */
  public List<FrameCount> refused(String deviceId) {
    return table.state(deviceId).map(state -> state.refused().list()).orElse(List.of());
  }

  /** Frames of a device that were odd since the start, by how; the last one first. */
  public List<FrameCount> deviations(String deviceId) {
    return table.state(deviceId).map(state -> state.deviations().list()).orElse(List.of());
  }

  /** The devices at the door. */
  public KnockedDevices knocked() {
    return knocked;
  }

  /** Open connections, oldest first. */
  public List<ConnectionInfo> connections() {
    return listener.connections().stream()
        .sorted(Comparator.comparingLong(Connection::number))
        .map(
            connection ->
                new ConnectionInfo(
                    connection.source(),
                    connection.since(),
                    connection.devices(),
                    connection.frames(),
                    connection.unanswered()))
        .toList();
  }

  /** Whether a connection leads to the device now. */
  public boolean isConnected(String deviceId) {
    return routes.to(deviceId).isPresent();
  }

  /** When the device was last heard, since the start. */
  public Optional<DeviceContact> lastContact(String deviceId) {
    return table.state(deviceId).flatMap(Intake::contact);
  }

  private static Optional<DeviceContact> contact(DeviceState state) {
    DeviceState.@Nullable Sighting sighting = state.sighting();
    @Nullable Device device = state.device();
    return sighting == null || device == null
        ? Optional.empty()
        : Optional.of(new DeviceContact(device.number(), sighting.at(), sighting.source()));
  }

  private long unanswered() {
    long sum = 0;
    for (Connection connection : listener.connections()) {
      sum += connection.unanswered();
    }
    return sum;
  }

  /** Reads what was kept of devices that are accepted by now, whoever did it. */
  private void settleKeptFrames() {
    long version = registry.devices().version();
    if (version == keptFramesSettled) {
      return;
    }
    boolean settled = true;
    for (long number : table.withKeptFrames()) {
      try {
        registry
            .devices()
            .byNumber(number)
            .filter(Device::accepted)
            .filter(device -> device.protocol().equals(DeviceTable.PROTOCOL))
            .ifPresent(device -> table.inTurn(device.deviceId(), pending::replay));
      } catch (RegistryException | TelemetryException e) {
        settled = false;
        log.warn("Kept frames of device {} are read later: {}", number, e.getMessage());
      }
    }
    if (settled) {
      keptFramesSettled = version;
    }
  }

  private void writeDown() {
    try {
      List<DeviceContact> contacts = new ArrayList<>();
      for (DeviceState state : table.states()) {
        DeviceState.@Nullable Sighting sighting = state.sighting();
        if (sighting != null && !sighting.equals(contactsWritten.put(state.deviceId(), sighting))) {
          contact(state).ifPresent(contacts::add);
        }
      }
      if (!contacts.isEmpty()) {
        registry.devices().contacts(contacts);
      }
      events.advance();
    } catch (RegistryException e) {
      log.warn("Contacts of devices were not written down: {}", e.getMessage());
    }
  }

  /** Accepts no more, answers what is in flight, closes every connection. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listener.close();
    timer.close();
    writeDown();
    events.close();
  }
}
