// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Item;

/**
 * How a logger answers what the server asks: first 9011 (whether it will), then the data if the
 * request returns any, then 9012 (how it went); a notice gets 9013 alone. Codes are those of HJ
 * 212-2017, tables 5 and 6.
 *
 * <p>Used by the thread that reads the connection.
 */
final class Dialogue {
  private static final int READY = 1;
  private static final int WRONG_PASSWORD = 3;
  private static final int UNKNOWN_COMMAND = 8;
  private static final int DONE = 1;
  private static final int CONDITION_WRONG = 3;
  private static final int NO_DATA = 100;

  /** More periods than this are not sent for one request. */
  private static final int MOST_PERIODS = 5_000;

  private static final List<Integer> LEGAL_MINUTES = List.of(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30);

  private final Voice voice;
  private final PointModel model;
  private final Settings settings;
  private final Pacer pacer;

  Dialogue(Voice voice, PointModel model, Settings settings, Pacer pacer) {
    this.voice = requireNonNull(voice, "voice is null");
    this.model = requireNonNull(model, "model is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.pacer = requireNonNull(pacer, "pacer is null");
  }

  /** All that the logger sends back, in order. */
  List<byte[]> answer(Hj212Message request) {
    if (request.cn().equals("2012") || request.cn().equals("2022")) {
      stop(request.cn());
      return List.of(voice.noticeAnswer(request));
    }
    if (!request.pw().equals(voice.password())) {
      return List.of(ready(request, WRONG_PASSWORD));
    }
    return switch (request.cn()) {
      case "1000" -> result(request, patience(request));
      case "1011" -> {
        String now = Hj212Time.seconds(BeijingTime.of(ownTime()));
        yield data(request, List.of(Item.of("SystemTime", now)));
      }
      case "1012" -> result(request, setTime(request));
      case "1061" -> {
        long seconds = settings.schedule().realtime().toSeconds();
        yield data(request, List.of(Item.of("RtdInterval", Long.toString(seconds))));
      }
      case "1062" -> result(request, setRealtime(request));
      case "1063" -> {
        long minutes = settings.schedule().minute().toMinutes();
        yield data(request, List.of(Item.of("MinInterval", Long.toString(minutes))));
      }
      case "1064" -> result(request, setMinute(request));
      case "1072" -> result(request, setPassword(request));
      case "2011", "2021" -> {
        start(request.cn());
        yield result(request, DONE);
      }
      case "2031" -> history(request, Duration.ofDays(1));
      case "2051" -> history(request, settings.schedule().minute());
      case "2061" -> history(request, Duration.ofHours(1));
      case "3011", "3012", "3013", "3014", "3024" -> result(request, DONE);
      case "3019" -> {
        String factor = request.value("PolId").orElse(model.quantities().getFirst().code());
        String serial =
            "%s%s".formatted("7AD3E0FF", voice.plan().deviceId()).substring(0, 22) + "A1";
        yield data(request, List.of(Item.of("PolId", factor), Item.of(factor + "-SN", serial)));
      }
      case "3020" -> siteInformation(request);
      default -> List.of(ready(request, UNKNOWN_COMMAND));
    };
  }

  /** The logger's own clock. */
  private Instant ownTime() {
    return pacer.now().plus(settings.skew());
  }

  private void stop(String command) {
    if (command.equals("2012")) {
      settings.sendsRealtime(false);
    } else {
      settings.sendsStates(false);
    }
  }

  private void start(String command) {
    if (command.equals("2011")) {
      settings.sendsRealtime(true);
    } else {
      settings.sendsStates(true);
    }
  }

  private int patience(Hj212Message request) {
    Optional<Integer> overtime =
        number(request, "OverTime").filter(value -> value >= 1 && value <= 99);
    Optional<Integer> resends =
        number(request, "ReCount").filter(value -> value >= 1 && value <= 99);
    if (overtime.isEmpty() || resends.isEmpty()) {
      return CONDITION_WRONG;
    }
    settings.patience(Duration.ofSeconds(overtime.get()), resends.get());
    return DONE;
  }

  private int setTime(Hj212Message request) {
    Optional<Instant> time =
        request.value("SystemTime").flatMap(Hj212Time::parse).map(BeijingTime::toInstant);
    if (time.isEmpty()) {
      return CONDITION_WRONG;
    }
    settings.skew(Duration.between(pacer.now(), time.get()));
    return DONE;
  }

  private int setRealtime(Hj212Message request) {
    Optional<Integer> seconds =
        number(request, "RtdInterval").filter(value -> value >= 1 && value <= 3_600);
    seconds.ifPresent(value -> settings.realtimeEvery(Duration.ofSeconds(value)));
    return seconds.isPresent() ? DONE : CONDITION_WRONG;
  }

  private int setMinute(Hj212Message request) {
    Optional<Integer> minutes = number(request, "MinInterval").filter(LEGAL_MINUTES::contains);
    minutes.ifPresent(value -> settings.minuteEvery(Duration.ofMinutes(value)));
    return minutes.isPresent() ? DONE : CONDITION_WRONG;
  }

  private int setPassword(Hj212Message request) {
    Optional<String> changed =
        request.value("NewPW").or(() -> request.value("PW")).filter(text -> text.length() == 6);
    changed.ifPresent(voice::changePassword);
    return changed.isPresent() ? DONE : CONDITION_WRONG;
  }

  private List<byte[]> siteInformation(Hj212Message request) {
    String wanted = request.value("InfoId").orElse("i22003");
    String info = wanted.startsWith("i2200") || wanted.startsWith("i1200") ? "0" : "";
    if (wanted.equals("i21001")) {
      info = "//%s 数采仪运行正常//".formatted(Hj212Time.seconds(BeijingTime.of(ownTime())));
    }
    return info.isEmpty()
        ? result(request, NO_DATA)
        : data(request, List.of(Item.of("InfoId", wanted), Item.of(wanted + "-Info", info)));
  }

  /**
   * The periods from BeginTime to the one that starts at EndTime, oldest first; each frame has a QN
   * of its own.
   */
  private List<byte[]> history(Hj212Message request, Duration period) {
    Optional<Instant> begin = time(request, "BeginTime");
    Optional<Instant> end = time(request, "EndTime");
    if (begin.isEmpty() || end.isEmpty() || end.get().isBefore(begin.get())) {
      return result(request, CONDITION_WRONG);
    }
    Instant over = pacer.now().minus(period);
    List<byte[]> messages = new ArrayList<>();
    messages.add(ready(request, READY));
    Instant start = aligned(begin.get(), period);
    while (!start.isAfter(end.get()) && !start.isAfter(over) && messages.size() <= MOST_PERIODS) {
      for (Upload upload :
          voice.upload(request.cn(), ownTime(), start, model.period(start, period))) {
        messages.add(voice.bytes(upload));
      }
      start = start.plus(period);
    }
    boolean any = messages.size() > 1;
    messages.add(executed(request, any ? DONE : NO_DATA));
    return messages;
  }

  private static Instant aligned(Instant time, Duration period) {
    long local = time.getEpochSecond() + BeijingTime.OFFSET.getTotalSeconds();
    long beyond = Math.floorMod(local, period.toSeconds());
    return beyond == 0 ? time : time.plusSeconds(period.toSeconds() - beyond);
  }

  private List<byte[]> data(Hj212Message request, List<Item> items) {
    return List.of(ready(request, READY), voice.data(request, items), executed(request, DONE));
  }

  private List<byte[]> result(Hj212Message request, int code) {
    return List.of(ready(request, READY), executed(request, code));
  }

  private byte[] ready(Hj212Message request, int code) {
    return voice.requestAnswer(request, code);
  }

  private byte[] executed(Hj212Message request, int code) {
    return voice.result(request, code);
  }

  private static Optional<Instant> time(Hj212Message request, String name) {
    return request.value(name).flatMap(Hj212Time::parse).map(BeijingTime::toInstant);
  }

  private static Optional<Integer> number(Hj212Message request, String name) {
    String text = request.value(name).orElse("").strip();
    return text.matches("[0-9]{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
