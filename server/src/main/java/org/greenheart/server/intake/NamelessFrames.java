// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.storage.registry.AnswerPolicy;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Frames of no device: without an MN, or with one that is no reason to make one. A data logger of
 * HJ 212-2025 sends one to begin with: 1001 with its hardware numbers, to be given an MN. It is
 * answered; the last of these are remembered to be shown. Any other frame without a usable MN is
 * kept among the refused. Thread-safe.
 */
final class NamelessFrames {
  /** The registry takes no longer ones; HJ 212 has 24 characters. */
  static final int LONGEST_MN = 128;

  private static final int REMEMBERED = 100;
  private static final long SERIALS_PER_HOUR = 1_000;
  private static final String SERIAL = "1001";

  private final Telemetry telemetry;
  private final Answers answers;
  private final IntakeStatus status;
  // Guarded by this.
  private final ArrayDeque<SerialRequest> requests = new ArrayDeque<>();
  private long hour;
  private long inHour;

  NamelessFrames(Telemetry telemetry, Answers answers, IntakeStatus status) {
    this.telemetry = telemetry;
    this.answers = answers;
    this.status = status;
  }

  Attempt keep(Visit visit) {
    Hj212Message message = visit.message();
    Command command = Command.of(message.cn(), message.version());
    boolean asksForMn =
        message.mn().isBlank()
            && message.cn().equals(SERIAL)
            && command.kind() == Command.Kind.NOTICE
            && Refusal.ofCheck(message, CrcPolicy.TOLERATE_KNOWN) == null;
    if (!asksForMn) {
      return refuse(why(message.mn()), visit);
    }
    if (!remember(visit)) {
      status.dropped(Drop.SERIAL_LIMIT, visit);
      return Attempt.DROPPED;
    }
    return new Attempt(
        telemetry.append(visit.as(Outcome.EVENT, 0)),
        Outcome.EVENT,
        answers.to(message, command, AnswerPolicy.BY_FLAG));
  }

  private static Refusal why(String mn) {
    if (mn.isBlank()) {
      return Refusal.NO_DEVICE;
    }
    return mn.length() > LONGEST_MN ? Refusal.MN_TOO_LONG : Refusal.MN_UNUSABLE;
  }

  /** Keeps the bytes under no device. */
  Attempt refuse(Refusal refusal, Visit visit) {
    status.refused(refusal, visit);
    return Attempt.silent(telemetry.append(visit.as(Outcome.REFUSED, 0)), Outcome.REFUSED);
  }

  private synchronized boolean remember(Visit visit) {
    long now = visit.received().getEpochSecond() / 3_600;
    if (now != hour) {
      hour = now;
      inHour = 0;
    }
    if (++inHour > SERIALS_PER_HOUR) {
      return false;
    }
    requests.addFirst(
        new SerialRequest(visit.received(), visit.source(), numbers(visit.message())));
    if (requests.size() > REMEMBERED) {
      requests.removeLast();
    }
    return true;
  }

  private static Map<String, String> numbers(Hj212Message message) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (Item item : message.items()) {
      for (Field field : item.fields()) {
        numbers.put(field.name(), field.value());
      }
    }
    return numbers;
  }

  /** Newest first. */
  synchronized List<SerialRequest> requests() {
    return List.copyOf(requests);
  }
}
