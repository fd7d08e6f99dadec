// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.registry.AnswerPolicy;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of devices that nobody has accepted: kept as they came and answered, within bounds, and
 * read into rows once the device is accepted.
 *
 * <p><b>The replay</b> happens in the device's turn, so it stands whole between two live frames:
 * those kept before it come first, in their order, and a live frame waits for all of them. Each
 * frame read again is an arrival of its own that names the kept one ({@link Arrival#replays}). That
 * a device has kept frames stands in the registry from before the first is kept until all are read;
 * a replay that was cut short is done again, passing over what it had done. It comes before the
 * device's next live frame, or by {@link #replay} from a timer.
 *
 * <p>All in the device's turn; the sums over devices are thread-safe.
 */
final class PendingFrames {
  private static final Logger log = LoggerFactory.getLogger(PendingFrames.class);
  private static final int PAGE = 500;

  private final Registry registry;
  private final Telemetry telemetry;
  private final DeviceTable table;
  private final FrameReading reading;
  private final AcceptedFrames accepted;
  private final Answers answers;
  private final PendingLimits limits;
  private final IntakeStatus status;
  private final AtomicLong bytesInAll = new AtomicLong();

  PendingFrames(
      Registry registry,
      Telemetry telemetry,
      DeviceTable table,
      FrameReading reading,
      AcceptedFrames accepted,
      Answers answers,
      PendingLimits limits,
      IntakeStatus status) {
    this.registry = registry;
    this.telemetry = telemetry;
    this.table = table;
    this.reading = reading;
    this.accepted = accepted;
    this.answers = answers;
    this.limits = limits;
    this.status = status;
  }

  /**
   * Writes down a stranger.
   *
   * @return null when there are as many as there may be
   */
  @Nullable Device knock(DeviceState state, Visit visit) {
    return table.knock(state, visit, telemetry.lastArrival());
  }

  /** Keeps a frame of a pending device. */
  Attempt keep(DeviceState state, Visit visit) {
    Device device = state.known();
    Hj212Message message = visit.message();
    if (!state.hasKeptFrames()) {
      long after = telemetry.lastArrival();
      registry.keptFrames().expect(device.number(), after);
      table.expectKeptFrames(state, device, after);
    }
    count(state);
    state.lastUnaccepted(message);
    int size = visit.raw().size();
    if (!hasRoom(state, size)) {
      status.overLimit(
          IntakeStatus.Limit.PENDING_FRAMES,
          visit.source(),
          "Device " + device.deviceId(),
          limits.frames());
      status.dropped(Drop.PENDING_LIMIT, visit);
      state.refused(Drop.PENDING_LIMIT.code(), visit);
      return Attempt.DROPPED;
    }
    add(state, 1, size);
    CompletableFuture<Receipt> kept =
        state.appended(telemetry.append(visit.as(Outcome.PENDING, device.number())));
    // A repeat takes no room, and what failed comes again.
    CompletableFuture<Receipt> counted =
        kept.whenComplete(
            (receipt, problem) -> {
              if (problem != null || receipt.repeat()) {
                add(state, -1, -size);
              }
            });
    if (Refusal.of(message, device) != null) {
      return Attempt.silent(counted, Outcome.PENDING);
    }
    Command command = Command.of(message.cn(), message.version());
    return new Attempt(
        counted, Outcome.PENDING, answers.to(message, command, AnswerPolicy.BY_FLAG));
  }

  private boolean hasRoom(DeviceState state, int size) {
    return state.keptFrames() < limits.frames()
        && state.keptBytes() + size <= limits.bytes()
        && bytesInAll.get() + size <= limits.bytesInAll();
  }

  private void add(DeviceState state, int frames, long bytes) {
    state.count(frames, bytes);
    bytesInAll.addAndGet(bytes);
  }

  /** Counts what an earlier run has kept of the device; once. */
  void count(DeviceState state) {
    if (!state.areKeptFramesCounted()) {
      state.keptFramesCounted();
      if (state.hasKeptFrames()) {
        forEachArrival(
            state,
            arrival -> {
              if (arrival.outcome() == Outcome.PENDING) {
                add(state, 1, arrival.raw().size());
              }
            });
      }
    }
  }

  /** Shows the arrivals of a device that still count, newest first. */
  private void forEachArrival(DeviceState state, Consumer<Arrival> use) {
    long before = Long.MAX_VALUE;
    while (true) {
      List<Arrival> page = telemetry.arrivals(state.known().number(), before, PAGE);
      for (Arrival arrival : page) {
        if (arrival.number() <= state.keptAfter()) {
          return;
        }
        use.accept(arrival);
      }
      if (page.size() < PAGE) {
        return;
      }
      before = page.getLast().number();
    }
  }

  /**
   * Reads the kept frames of an accepted device into rows, if it has any.
   *
   * @return how many were read
   * @throws org.greenheart.storage.telemetry.TelemetryException when they could not be kept: to be
   *     done again
   */
  int replay(DeviceState state) {
    if (!state.hasKeptFrames()) {
      return 0;
    }
    Device device = state.known();
    settle(state.lastAppend());
    List<Arrival> frames = framesToRead(state);
    List<CompletableFuture<?>> kept = new ArrayList<>(frames.size());
    for (Arrival frame : frames) {
      Optional<Hj212Message> message = reading.read(frame.raw());
      message.ifPresent(
          read ->
              kept.add(
                  accepted
                      .keep(
                          state,
                          new Visit(
                              frame.received(), frame.source(), frame.raw(), read, frame.number()))
                      .kept()));
    }
    kept.forEach(PendingFrames::join);
    registry.keptFrames().done(device.number());
    bytesInAll.addAndGet(-state.keptBytes());
    table.keptFramesGone(state, device);
    state.lastUnaccepted(null);
    if (!frames.isEmpty()) {
      log.info(
          "Device {}: {} frames kept before its acceptance are read",
          device.deviceId(),
          frames.size());
    }
    return frames.size();
  }

  private List<Arrival> framesToRead(DeviceState state) {
    List<Arrival> frames = new ArrayList<>();
    Set<Long> done = new HashSet<>();
    forEachArrival(
        state,
        arrival -> {
          if (arrival.outcome() == Outcome.PENDING) {
            frames.add(arrival);
          } else if (arrival.replays() != 0) {
            done.add(arrival.replays());
          }
        });
    frames.removeIf(frame -> done.contains(frame.number()));
    Collections.reverse(frames);
    return frames;
  }

  /** Gives up what was kept of a device: it was rejected. */
  Device reject(DeviceState state) {
    settle(state.lastAppend());
    Device device = state.known();
    long upTo = telemetry.lastArrival();
    long version = registry.devices().version();
    Device rejected =
        registry.write(
            tables -> {
              tables.keptFrames().giveUp(device.number(), upTo);
              return tables.devices().reject(device.number());
            });
    state.remember(rejected, version);
    bytesInAll.addAndGet(-state.keptBytes());
    boolean hadKept = state.hasKeptFrames();
    table.keptFramesGone(state, device);
    if (hadKept) {
      // Should it be accepted after all: only what comes from now on.
      state.expectKeptFrames(upTo);
    }
    state.lastUnaccepted(null);
    return rejected;
  }

  private static void settle(CompletableFuture<?> append) {
    try {
      append.join();
    } catch (RuntimeException e) {
      // It failed and will come again, as a frame of the device as it is then.
    }
  }

  private static void join(CompletableFuture<?> kept) {
    try {
      kept.join();
    } catch (CompletionException e) {
      @Nullable Throwable cause = e.getCause();
      throw cause instanceof RuntimeException known ? known : e;
    }
  }
}
