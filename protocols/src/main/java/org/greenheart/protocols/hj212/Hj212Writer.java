// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

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

  private static final String CP = "CP=&&";

  /** What would end a field, all below 64: one bit for each. */
  private static final long LINE_ENDS = bits("\r\n");

  private static final long ENDS_HEADER_VALUE = LINE_ENDS | bits(";,&");
  private static final long ENDS_VALUE = LINE_ENDS | bits(";,");
  private static final long ENDS_NAME = LINE_ENDS | bits(";,=&");

  /** The answer to a request (请求应答): {@code qnRtn} 1 ready, 2 refused, 3 and up what is wrong. */
  public byte[] requestAnswer(Hj212Message request, int qnRtn) {
    return answer(request, "9011", "QnRtn", Integer.toString(qnRtn));
  }

  /** The result of a request's execution (执行结果): {@code exeRtn} 1 done, 2 and up why not. */
  public byte[] result(Hj212Message request, int exeRtn) {
    return answer(request, "9012", "ExeRtn", Integer.toString(exeRtn));
  }

  /** The answer to a notice (通知应答). */
  public byte[] noticeAnswer(Hj212Message notice) {
    return answer(notice, "9013", "", "");
  }

  /** The answer to an upload (数据应答). */
  public byte[] dataAnswer(Hj212Message upload) {
    return answer(upload, "9014", "", "");
  }

  /**
   * The frame of a message: from {@code ##} to CR LF.
   *
   * @throws IllegalArgumentException when a value contains what would end it, or the segment is
   *     longer than {@value Hj212Framer#MAX_SEGMENT} bytes
   */
  public byte[] write(Hj212Message message) {
    SegmentBytes segment = head(message);
    content(segment, message.items());
    return segment.frame();
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
    SegmentBytes segment = head(message);
    int contentStart = segment.length();
    content(segment, message.items());
    return segment.frame(contentStart, content -> Sm4Content.encrypt(sm4, key, content));
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
    SegmentBytes segment = head(message);
    content(segment, items);
    return segment.length() + 2;
  }

  /**
   * Every upload gets an answer, so it is written straight into bytes.
   *
   * @param name of the one field that the answer says; empty for none
   */
  private static byte[] answer(Hj212Message to, String cn, String name, String value) {
    SegmentBytes answer = new SegmentBytes();
    String exchange = echo(to.exchange());
    boolean of2005 = to.version() == Hj212Version.V2005;
    if (!of2005 && !exchange.isEmpty()) {
      header(answer, "QN", exchange);
    }
    header(answer, "ST", INTERACTION);
    header(answer, "CN", cn);
    header(answer, "PW", echo(to.pw()));
    header(answer, "MN", echo(to.mn()));
    if (!of2005) {
      // The sender's own version bits: the surface-water profile says 2 and means 2017.
      int sent = to.flag().versionBits();
      header(answer, "Flag", Integer.toString((sent > 0 ? sent : to.version().flagBits()) << 2));
    } else if (cn.equals("9011")) {
      header(answer, "Flag", "0");
    }
    answer.add(CP);
    String separator = "";
    if (of2005 && !exchange.isEmpty()) {
      field(answer, separator, "QN", exchange);
      separator = ";";
    }
    if (!name.isEmpty()) {
      field(answer, separator, name, value);
    }
    return answer.frame();
  }

  /** A value of a device without what could end a field: an answer is always possible. */
  private static String echo(String value) {
    String text = value.strip();
    if (!holdsAny(text, ENDS_NAME)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isAny(text.charAt(i), ENDS_NAME)) {
        safe.append(text.charAt(i));
      }
    }
    return safe.toString();
  }

  /** The header up to and with {@code CP=&&}. */
  private static SegmentBytes head(Hj212Message message) {
    SegmentBytes segment = new SegmentBytes();
    for (Field field : message.header()) {
      header(segment, field.name(), field.value());
    }
    segment.add(CP);
    return segment;
  }

  private static void header(SegmentBytes segment, String name, String value) {
    checkText(name, value, ENDS_HEADER_VALUE);
    segment.add(name);
    segment.add("=");
    segment.add(value);
    segment.add(";");
  }

  private static void content(SegmentBytes segment, List<Item> items) {
    for (int i = 0; i < items.size(); i++) {
      String separator = i > 0 ? ";" : "";
      for (Field field : items.get(i).fields()) {
        field(segment, separator, field.name(), field.value());
        separator = ",";
      }
    }
  }

  private static void field(SegmentBytes segment, String separator, String name, String value) {
    checkText(name, value, isLog(value) ? LINE_ENDS : ENDS_VALUE);
    segment.add(separator);
    segment.add(name);
    segment.add("=");
    segment.add(value);
  }

  /** Whether the value is text between {@code //} marks, which may contain separators. */
  private static boolean isLog(String value) {
    if (value.length() < 4 || !value.startsWith("//") || !value.endsWith("//")) {
      return false;
    }
    String text = value.substring(2, value.length() - 2);
    return !text.contains("//;") && !text.contains("//,");
  }

  private static void checkText(String name, String value, long ends) {
    if (name.isEmpty() || holdsAny(name, ENDS_NAME)) {
      throw new IllegalArgumentException(
          "the field name (%s) must be free of ;,=&".formatted(name));
    }
    boolean openLog = value.startsWith("//") && !isLog(value);
    if (openLog || holdsAny(value, ends) || value.contains("&&")) {
      throw new IllegalArgumentException(
          "the value (%s) of %s must be free of separators, &&, line ends and half-open //"
              .formatted(value, name));
    }
  }

  private static long bits(String characters) {
    long bits = 0;
    for (int i = 0; i < characters.length(); i++) {
      bits |= 1L << characters.charAt(i);
    }
    return bits;
  }

  private static boolean holdsAny(String text, long bits) {
    for (int i = 0; i < text.length(); i++) {
      if (isAny(text.charAt(i), bits)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAny(char c, long bits) {
    return c < 64 && (bits >>> c & 1) != 0;
  }
}
