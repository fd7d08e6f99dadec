// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.greenheart.protocols.hj212.CrcVerdict;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Decides on a frame of an accepted device: refuses it by the device's policy, or makes rows, an
 * event or a mere arrival of it, and hands that over to be kept. In the device's turn.
 */
final class AcceptedFrames implements Streams.Problems {
  private static final long AHEAD_MICROS = Duration.ofMinutes(10).toMillis() * 1_000;
  private static final long BEHIND_MICROS = Duration.ofDays(1).toMillis() * 1_000;

  private final Registry registry;
  private final Telemetry telemetry;
  private final EventBook events;
  private final Answers answers;
  private final IntakeStatus status;

  AcceptedFrames(
      Registry registry,
      Telemetry telemetry,
      EventBook events,
      Answers answers,
      IntakeStatus status) {
    this.registry = registry;
    this.telemetry = telemetry;
    this.events = events;
    this.answers = answers;
    this.status = status;
  }

  Attempt keep(DeviceState state, Visit visit) {
    Device device = state.known();
    Refusal refusal = Refusal.of(visit.message(), device);
    if (refusal != null) {
      status.refused(refusal, visit);
      state.refused(refusal.code(), visit);
      return Attempt.silent(
          append(state, visit.as(Outcome.REFUSED, device.number())), Outcome.REFUSED);
    }
    heedPassword(state, visit);
    Command command = Command.of(visit.message().cn(), visit.message().version());
    byte[] answer = answers.to(visit.message(), command, device.answerPolicy());
    return switch (command.kind()) {
      case READINGS -> {
        NewArrival arrival = readings(state, visit, command);
        yield new Attempt(append(state, arrival), arrival.outcome(), answer);
      }
      case EVENT, NOTICE -> new Attempt(event(state, visit, device), Outcome.EVENT, answer);
      case PARAMETER -> {
        heedParameter(state, visit);
        yield new Attempt(
            append(state, visit.as(Outcome.EVENT, device.number())), Outcome.EVENT, answer);
      }
      case LOGIN, ANSWER ->
          new Attempt(
              append(state, visit.as(Outcome.EVENT, device.number())), Outcome.EVENT, answer);
      case UNKNOWN -> {
        deviated(state, visit, IntakeDeviation.COMMAND_UNKNOWN);
        yield new Attempt(
            append(state, visit.as(Outcome.UNREADABLE, device.number())),
            Outcome.UNREADABLE,
            answer);
      }
    };
  }

  private CompletableFuture<?> append(DeviceState state, NewArrival arrival) {
    return state.appended(telemetry.append(arrival));
  }

  private CompletableFuture<?> event(DeviceState state, Visit visit, Device device) {
    return Command.isEvent(visit.message().cn())
        ? state.appended(events.keep(visit, device.number()))
        : append(state, visit.as(Outcome.EVENT, device.number()));
  }

  private void deviated(DeviceState state, Visit visit, IntakeDeviation deviation) {
    status.deviation(deviation);
    state.deviated(deviation.code(), visit);
  }

  private void heedPassword(DeviceState state, Visit visit) {
    Device device = state.known();
    Hj212Message message = visit.message();
    if (message.pw().isEmpty() || message.pw().equals(device.password())) {
      return;
    }
    if (device.password() == null) {
      long version = registry.devices().version();
      state.remember(registry.devices().learnPassword(device.number(), message.pw()), version);
    } else {
      deviated(state, visit, IntakeDeviation.PASSWORD_CHANGED);
    }
  }

  private void heedParameter(DeviceState state, Visit visit) {
    if (visit.message().cn().equals("1063")) {
      visit
          .message()
          .value("MinInterval")
          .flatMap(Decimal::parse)
          .filter(minutes -> MinutePeriodLearner.isLegal(minutes.toBigDecimal()))
          .ifPresent(
              minutes ->
                  state
                      .minutePeriods(registry)
                      .told(
                          Duration.ofMinutes(minutes.toBigDecimal().longValueExact()),
                          visit.received()));
    }
  }

  private NewArrival readings(DeviceState state, Visit visit, Command command) {
    Hj212Message message = visit.message();
    Series series = command.series();
    long device = state.known().number();
    List<RowFields> fields = series == null ? List.of() : RowMapper.fields(message, series);
    Optional<LocalDateTime> time = message.dataTime();
    if (series == null || time.isEmpty()) {
      boolean saysNothing =
          fields.isEmpty()
              && message.dataTimeText().isEmpty()
              && message.crc() != CrcVerdict.ENCRYPTED;
      return visit.as(saysNothing ? Outcome.EVENT : Outcome.UNREADABLE, device);
    }
    long start = RowMapper.micros(time.get());
    noteClock(state, visit, series, start);
    long[] datastreams = state.streams(registry).find(message.st(), series, fields, this);
    if (series == Series.MINUTE && datastreams.length > 0) {
      state.minutePeriods(registry).see(start);
    }
    return visit.as(Outcome.DATA, device, RowMapper.changes(fields, datastreams, start));
  }

  /** Only noted: data is never refused for the device's clock. */
  private void noteClock(DeviceState state, Visit visit, Series series, long start) {
    long ahead = start - Micros.of(visit.received());
    if (ahead > AHEAD_MICROS) {
      deviated(state, visit, IntakeDeviation.CLOCK_AHEAD);
    } else if (series == Series.REALTIME && -ahead > BEHIND_MICROS && !visit.message().rf()) {
      deviated(state, visit, IntakeDeviation.CLOCK_BEHIND);
    }
  }

  @Override
  public void unusableCode(String code) {
    status.deviation(IntakeDeviation.CODE_UNUSABLE);
  }

  @Override
  public void tooMany(String code) {
    status.deviation(IntakeDeviation.DATASTREAMS_MANY);
    status.overLimit(IntakeStatus.Limit.DATASTREAMS, "one device", "Code " + code, Streams.MOST);
  }
}
