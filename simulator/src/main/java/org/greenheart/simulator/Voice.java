// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212MessageBuilder;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Hj212Writer;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.protocols.hj212.Sm4;

/**
 * How one logger says things: its edition, its numbers, its CRC and, where it has a key and a
 * cipher is given, its encryption. A 2005 device sends its uploads without QN and Flag and so never
 * asks for an answer; the later ones always ask. Thread-safe.
 */
final class Voice {
  private final LoggerPlan plan;
  private final Optional<Sm4> sm4;
  private final Hj212Writer writer = new Hj212Writer();
  private final AtomicLong lastNumber = new AtomicLong();
  private volatile String password;

  Voice(LoggerPlan plan, Optional<Sm4> sm4) {
    this.plan = requireNonNull(plan, "plan is null");
    this.sm4 = requireNonNull(sm4, "sm4 is null");
    this.password = plan.password();
  }

  LoggerPlan plan() {
    return plan;
  }

  void changePassword(String changed) {
    password = changed;
  }

  String password() {
    return password;
  }

  /**
   * The upload of what belongs to one time; several packets when it is too long for one.
   *
   * @param at when it leaves, on the logger's own clock: gives the QN
   * @param dataTime the moment, or the start of the period, on the logger's own clock
   */
  List<Upload> upload(String command, Instant at, Instant dataTime, List<Item> items) {
    Hj212MessageBuilder builder =
        message(plan.systemType(), command)
            .item("DataTime", Hj212Time.seconds(BeijingTime.of(dataTime)))
            .items(items);
    if (plan.version() == Hj212Version.V2005) {
      return List.of(new Upload(builder.withoutFlag().build(), false));
    }
    String first = number(at);
    Hj212Message message = builder.qn(first).answerWanted(true).build();
    List<Upload> uploads = new ArrayList<>(2);
    for (Hj212Message packet :
        writer.split(message, Hj212Framer.STANDARD_SEGMENT, pno -> pno == 1 ? first : number(at))) {
      uploads.add(new Upload(packet, false));
    }
    return uploads;
  }

  /** The bytes of an upload, marked as re-sent where its edition has a mark for that. */
  byte[] bytes(Upload upload) {
    Hj212Message message = upload.message();
    if (!upload.resent() || plan.version() != Hj212Version.V2025) {
      return bytes(message);
    }
    Hj212MessageBuilder again =
        message(message.st(), message.cn())
            .qn(message.qn())
            .flag(message.flag())
            .resent(true)
            .items(message.items());
    return bytes(
        (message.pnum() > 0 ? again.packet(message.pnum(), message.pno()) : again).build());
  }

  /** 9011: whether the logger will do it. */
  byte[] requestAnswer(Hj212Message request, int qnRtn) {
    return plan.crc().restyle(writer.requestAnswer(request, qnRtn));
  }

  /** 9012: how it went. */
  byte[] result(Hj212Message request, int exeRtn) {
    return plan.crc().restyle(writer.result(request, exeRtn));
  }

  /** 9013. */
  byte[] noticeAnswer(Hj212Message notice) {
    return plan.crc().restyle(writer.noticeAnswer(notice));
  }

  /** The data that a parameter request asked for, under the request's QN. */
  byte[] data(Hj212Message request, List<Item> items) {
    Hj212MessageBuilder message = message(plan.systemType(), request.cn());
    if (plan.version() == Hj212Version.V2005) {
      message.item("QN", request.exchange());
    } else {
      message.qn(request.exchange());
    }
    return bytes(message.items(items).build());
  }

  private byte[] bytes(Hj212Message message) {
    boolean encrypts = sm4.isPresent() && !plan.key().isEmpty() && secret(message.cn());
    byte[] frame =
        encrypts
            ? writer.write(message, sm4.get(), plan.key().getBytes(StandardCharsets.US_ASCII))
            : writer.write(message);
    return plan.crc().restyle(frame);
  }

  // HJ 212-2025, 6.4: device data, the key exchange and site information.
  private static boolean secret(String command) {
    return command.startsWith("2") || command.equals("1014") || command.equals("3020");
  }

  private Hj212MessageBuilder message(String systemType, String command) {
    return Hj212Message.builder(plan.version(), systemType, command, password, plan.deviceId());
  }

  /** QN: the time in milliseconds, moved on where two would be the same. */
  private String number(Instant at) {
    long number =
        lastNumber.accumulateAndGet(at.toEpochMilli(), (last, now) -> Math.max(now, last + 1));
    return Hj212Time.millis(BeijingTime.of(Instant.ofEpochMilli(number)));
  }
}
