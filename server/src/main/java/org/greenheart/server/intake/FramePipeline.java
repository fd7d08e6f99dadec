// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.greenheart.protocols.hj212.Deviation;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.TelemetryException;
import org.jspecify.annotations.Nullable;

/**
 * The way of a frame: read it, find its device, decide by the device's state, hand it over to be
 * kept. Thread-safe.
 */
final class FramePipeline implements FrameHandler {
  private final IntakeConfig config;
  private final FrameReading reading;
  private final DeviceTable table;
  private final AcceptedFrames accepted;
  private final PendingFrames pending;
  private final NamelessFrames nameless;
  private final CommandRoutes routes;
  private final IntakeStatus status;
  private final InstantSource clock;

  FramePipeline(
      IntakeConfig config,
      FrameReading reading,
      DeviceTable table,
      AcceptedFrames accepted,
      PendingFrames pending,
      NamelessFrames nameless,
      CommandRoutes routes,
      IntakeStatus status,
      InstantSource clock) {
    this.config = config;
    this.reading = reading;
    this.table = table;
    this.accepted = accepted;
    this.pending = pending;
    this.nameless = nameless;
    this.routes = routes;
    this.status = status;
    this.clock = clock;
  }

  @Override
  public @Nullable InFlight handle(Connection connection, Hj212Frame frame) {
    if (frame.size() + 2 > config.limits().frameBytes()) {
      status.overLimit(
          IntakeStatus.Limit.FRAME_BYTES,
          connection.source(),
          "A frame of " + frame.size() + " bytes",
          config.limits().frameBytes());
      status.droppedUnread(Drop.FRAME_BYTES, connection.source());
      return null;
    }
    Hj212Message message = reading.read(frame);
    for (Deviation deviation : message.deviations()) {
      status.deviation(deviation.code());
    }
    Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Visit visit = new Visit(received, connection.source(), Bytes.of(frame.raw()), message, 0);
    Attempt first = attempt(visit, connection);
    if (!message.deviations().isEmpty()) {
      table.state(message.mn()).ifPresent(state -> noteDeviations(state, visit));
    }
    return first.isDropped()
        ? null
        : new InFlight(frame.size(), first, () -> attempt(visit, connection));
  }

  private static void noteDeviations(DeviceState state, Visit visit) {
    for (Deviation deviation : visit.message().deviations()) {
      state.deviated(deviation.code().code(), visit);
    }
  }

  @Override
  public void closed(Connection connection) {
    routes.release(connection);
  }

  private Attempt attempt(Visit visit, Connection connection) {
    try {
      String mn = visit.message().mn();
      return mn.isBlank() || mn.length() > NamelessFrames.LONGEST_MN
          ? nameless.keep(visit)
          : table.inTurn(mn, state -> decide(state, visit, connection));
    } catch (RegistryException | TelemetryException e) {
      return Attempt.failed(e);
    }
  }

  private Attempt decide(DeviceState state, Visit visit, Connection connection) {
    if (state.device() == null && !isUsable(state.deviceId())) {
      return nameless.keep(visit);
    }
    if (state.device() == null) {
      Refusal atTheDoor = Refusal.atTheDoor(visit.message());
      if (atTheDoor != null) {
        return nameless.refuse(atTheDoor, visit);
      }
    }
    Device device = state.device() == null ? welcome(state, visit) : state.device();
    if (device == null) {
      status.dropped(Drop.PENDING_LIMIT, visit);
      return Attempt.DROPPED;
    }
    return switch (device.status()) {
      case REJECTED -> {
        status.dropped(Drop.DEVICE_REJECTED, visit);
        state.refused(Drop.DEVICE_REJECTED.code(), visit);
        yield Attempt.DROPPED;
      }
      case PENDING -> {
        state.seen(visit);
        if (!mayBeAcceptedUnasked(visit, device)) {
          Attempt attempt = pending.keep(state, visit);
          if (!attempt.isDropped()) {
            routes.claim(state.deviceId(), connection);
          }
          yield attempt;
        }
        table.acceptUnknown(state, visit);
        yield acceptedFrame(state, visit, connection);
      }
      case ACCEPTED -> acceptedFrame(state, visit, connection);
    };
  }

  /** Whether an MN can be shown to a person. */
  private static boolean isUsable(String mn) {
    return mn.codePoints().noneMatch(Character::isISOControl);
  }

  /** A frame of an MN that is not in the registry. */
  private @Nullable Device welcome(DeviceState state, Visit visit) {
    if (config.acceptUnknown()
        && Refusal.ofCheck(visit.message(), Acceptance.PLAIN.crcPolicy()) == null) {
      return table.acceptUnknown(state, visit);
    }
    Device device = pending.knock(state, visit);
    if (device == null) {
      status.overLimit(
          IntakeStatus.Limit.PENDING_DEVICES,
          visit.source(),
          "Device " + state.deviceId(),
          config.pending().devices());
    }
    return device;
  }

  private boolean mayBeAcceptedUnasked(Visit visit, Device device) {
    return config.acceptUnknown() && Refusal.of(visit.message(), device) == null;
  }

  private Attempt acceptedFrame(DeviceState state, Visit visit, Connection connection) {
    pending.replay(state);
    state.seen(visit);
    Attempt attempt = accepted.keep(state, visit);
    if (attempt.outcome() != Outcome.REFUSED) {
      routes.claim(state.deviceId(), connection);
    }
    return attempt;
  }
}
