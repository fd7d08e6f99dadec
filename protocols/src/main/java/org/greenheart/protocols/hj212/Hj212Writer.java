// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes messages exactly as the standard has them: fields in its order, LEN and CRC over the bytes
 * of UTF-8 text, CR LF. Thread-safe.
 */
public final class Hj212Writer {
  /** ST of the answers 9011 to 9014 (系统交互). */
  private static final String INTERACTION = "91";

  private static final byte[] AND_AND = {'&', '&'};

  /** The answer to a request (请求应答): {@code qnRtn} 1 ready, 2 refused, 3 and up what is wrong. */
  public byte[] requestAnswer(Hj212Message request, int qnRtn) {
    return answer(request, "9011", Item.of("QnRtn", Integer.toString(qnRtn)));
  }

  /** The result of a request's execution (执行结果): {@code exeRtn} 1 done, 2 and up why not. */
  public byte[] result(Hj212Message request, int exeRtn) {
    return answer(request, "9012", Item.of("ExeRtn", Integer.toString(exeRtn)));
  }

  /** The answer to a notice (通知应答). */
  public byte[] noticeAnswer(Hj212Message notice) {
    return answer(notice, "9013");
  }

  /** The answer to an upload (数据应答). */
  public byte[] dataAnswer(Hj212Message upload) {
    return answer(upload, "9014");
  }

  /**
   * The frame of a message: from {@code ##} to CR LF.
   *
   * @throws IllegalArgumentException when a value contains what would end it, or the segment is
   *     longer than {@value Hj212Framer#MAX_SEGMENT} bytes
   */
  public byte[] write(Hj212Message message) {
    byte[] head = head(message);
    byte[] content = content(message.items());
    return frame(head, content, content);
  }

  /**
   * The frame of a 2025 message with an encrypted data area: LEN and CRC are those of the plain
   * text.
   *
   * @param key {@value Sm4#BLOCK} bytes
   */
  public byte[] write(Hj212Message message, Sm4 sm4, byte[] key) {
    if (message.version() != Hj212Version.V2025) {
      throw new IllegalArgumentException(
          "encryption is of HJ 212-2025, not of %s".formatted(message.version().year()));
    }
    byte[] content = content(message.items());
    return frame(head(message), content, Sm4Content.encrypt(sm4, key, content));
  }

  /**
   * Splits a message whose segment is too long into packets that each repeat DataTime, as 拆分包 wants
   * it; a message that fits stays whole.
   *
   * @param largest the most bytes of a data segment, at most {@value Hj212Framer#STANDARD_SEGMENT}
   * @param qn the QN of each packet, from 1: every packet has its own
   * @throws IllegalArgumentException when one item alone is too long, or the edition's field PNUM
   *     cannot say the number of packets (2025: 9)
   */
  public List<Hj212Message> split(Hj212Message message, int largest, IntFunction<String> qn) {
    requireNonNull(qn, "qn is null");
    if (largest < 1 || largest > Hj212Framer.STANDARD_SEGMENT) {
      throw new IllegalArgumentException(
          "largest (%s) must be 1 to %s".formatted(largest, Hj212Framer.STANDARD_SEGMENT));
    }
    if (segmentLength(message, message.items()) <= largest) {
      return List.of(message);
    }
    int most = message.version() == Hj212Version.V2025 ? 9 : 9999;
    // The longest packet numbers are assumed, so that the numbers never make a packet too long.
    Hj212Message longest = packet(message, most, most, message.qn(), List.of());
    List<List<Item>> packets = packets(message.items(), largest, longest);
    if (packets.size() > most) {
      throw new IllegalArgumentException(
          "packets (%s) must be at most %s in %s"
              .formatted(packets.size(), most, message.version().year()));
    }
    List<Hj212Message> split = new ArrayList<>(packets.size());
    for (int i = 1; i <= packets.size(); i++) {
      split.add(packet(message, packets.size(), i, qn.apply(i), packets.get(i - 1)));
    }
    return split;
  }

  private static List<List<Item>> packets(List<Item> items, int largest, Hj212Message head) {
    List<Item> repeated = new ArrayList<>(1);
    List<List<Item>> packets = new ArrayList<>();
    List<Item> packet = new ArrayList<>();
    for (Item item : items) {
      if (repeated.isEmpty() && item.fields().getFirst().name().equals("DataTime")) {
        repeated.add(item);
        packet.add(item);
        continue;
      }
      packet.add(item);
      if (segmentLength(head, packet) > largest) {
        packet.removeLast();
        if (packet.size() <= repeated.size()) {
          throw new IllegalArgumentException(
              "the item (%s) must fit a segment of %s bytes"
                  .formatted(item.fields().getFirst().name(), largest));
        }
        packets.add(packet);
        packet = new ArrayList<>(repeated);
        packet.add(item);
        if (segmentLength(head, packet) > largest) {
          throw new IllegalArgumentException(
              "the item (%s) must fit a segment of %s bytes"
                  .formatted(item.fields().getFirst().name(), largest));
        }
      }
    }
    packets.add(packet);
    return packets;
  }

  private static Hj212Message packet(
      Hj212Message message, int pnum, int pno, String qn, List<Item> items) {
    return new Hj212MessageBuilder(
            message.version(), message.st(), message.cn(), message.pw(), message.mn())
        .qn(qn)
        .flag(message.flag())
        .packet(pnum, pno)
        .resent(message.rf())
        .items(items)
        .build();
  }

  private static int segmentLength(Hj212Message message, List<Item> items) {
    return head(message).length + content(items).length + 2;
  }

  private static byte[] answer(Hj212Message to, String cn, Item... items) {
    Hj212MessageBuilder builder =
        new Hj212MessageBuilder(to.version(), INTERACTION, cn, echo(to.pw()), echo(to.mn()));
    String exchange = echo(to.exchange());
    if (to.version() == Hj212Version.V2005) {
      if (!cn.equals("9011")) {
        builder.withoutFlag();
      }
      if (!exchange.isEmpty()) {
        builder.item("QN", exchange);
      }
    } else {
      builder.qn(exchange);
      if (to.flag().versionBits() > 0) {
        // The sender's own version bits: the surface-water profile says 2 and means 2017.
        builder.flag(new Flag(to.flag().versionBits() << 2));
      }
    }
    Hj212Message message = builder.items(List.of(items)).build();
    byte[] content = content(message.items());
    return frame(head(message), content, content);
  }

  /** A value of a device without what could end a field: an answer is always possible. */
  private static String echo(String value) {
    String text = value.strip();
    if (!holdsAny(text, ";,=&\r\n")) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (";,=&\r\n".indexOf(text.charAt(i)) < 0) {
        safe.append(text.charAt(i));
      }
    }
    return safe.toString();
  }

  private static byte[] frame(byte[] head, byte[] content, byte[] sent) {
    ByteArrayOutputStream segment = new ByteArrayOutputStream(head.length + content.length + 2);
    segment.writeBytes(head);
    segment.writeBytes(content);
    segment.writeBytes(AND_AND);
    int length = segment.size();
    if (length > Hj212Framer.MAX_SEGMENT) {
      throw new IllegalArgumentException(
          "the data segment (%s bytes) must be at most %s"
              .formatted(length, Hj212Framer.MAX_SEGMENT));
    }
    String crc = Crc.hex(Crc.of(segment.toByteArray(), 0, length));
    ByteArrayOutputStream frame = new ByteArrayOutputStream(length + 12);
    frame.writeBytes("##%04d".formatted(length).getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(head);
    frame.writeBytes(sent);
    frame.writeBytes(AND_AND);
    frame.writeBytes(crc.getBytes(StandardCharsets.US_ASCII));
    frame.write('\r');
    frame.write('\n');
    return frame.toByteArray();
  }

  /** The header up to and with {@code CP=&&}. */
  private static byte[] head(Hj212Message message) {
    StringBuilder text = new StringBuilder(120);
    for (Field field : message.header()) {
      checkText(field.name(), field.value(), ";,&");
      text.append(field.name()).append('=').append(field.value()).append(';');
    }
    text.append("CP=&&");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] content(List<Item> items) {
    StringBuilder text = new StringBuilder(200);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(';');
      }
      String separator = "";
      for (Field field : items.get(i).fields()) {
        boolean log = isLog(field.value());
        checkText(field.name(), field.value(), log ? "" : ";,");
        text.append(separator).append(field.name()).append('=').append(field.value());
        separator = ",";
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the value is text between {@code //} marks, which may contain separators. */
  private static boolean isLog(String value) {
    if (value.length() < 4 || !value.startsWith("//") || !value.endsWith("//")) {
      return false;
    }
    String text = value.substring(2, value.length() - 2);
    return !text.contains("//;") && !text.contains("//,");
  }

  private static void checkText(String name, String value, String separators) {
    if (name.isEmpty() || holdsAny(name, ";,=&\r\n")) {
      throw new IllegalArgumentException(
          "the field name (%s) must be free of ;,=&".formatted(name));
    }
    boolean openLog = value.startsWith("//") && !isLog(value);
    if (openLog || holdsAny(value, separators + "\r\n") || value.contains("&&")) {
      throw new IllegalArgumentException(
          "the value (%s) of %s must be free of separators, &&, line ends and half-open //"
              .formatted(value, name));
    }
  }

  private static boolean holdsAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
