// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.protocols.dlt645.Dlt645AtRest;
import org.greenheart.protocols.dlt645.Dlt645Frame;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.protocols.dlt645.Dlt645Reader;
import org.greenheart.protocols.dlt645.Dlt645Reading;
import org.greenheart.protocols.dlt645.Dlt645Value;

/** Explains a frame of DL/T 645 that is given as hex digits, in English and Chinese. */
final class MeterText {
  private MeterText() {}

  /** Whether a text is hex digits that begin as a meter's frame does. */
  static boolean looksLikeFrame(String text) {
    return text.strip().replace(" ", "").toUpperCase(Locale.ROOT).matches("(FE)*68([0-9A-F]{2})+");
  }

  /** The explanation of a line; nothing when no frame is in it. */
  static Optional<String> explain(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    if (!looksLikeFrame(text)) {
      return Optional.empty();
    }
    byte[] bytes = HexFormat.of().parseHex(text.strip().replace(" ", ""));
    List<Dlt645Frame> frames = Dlt645AtRest.frames(bytes);
    return frames.isEmpty()
        ? Optional.empty()
        : Optional.of(frames.stream().map(MeterText::explain).collect(Collectors.joining("\n")));
  }

  private static String explain(Dlt645Frame frame) {
    Dlt645Reading reading = new Dlt645Reader().read(frame);
    StringBuilder text = new StringBuilder(300);
    text.append("DL/T 645-2007  %s\n".formatted(what(reading.message())));
    text.append("  address     %s  (表号)\n".formatted(frame.address()));
    text.append("  control     %02X  (控制码)\n".formatted(frame.control()));
    switch (reading.message()) {
      case Dlt645Message.Read read -> identifier(text, read.identifier());
      case Dlt645Message.ReadNext next -> identifier(text, next.identifier());
      case Dlt645Message.Data data -> {
        identifier(text, data.identifier());
        text.append("  data        %s\n".formatted(data.payload()));
        data.values().forEach(value -> value(text, value));
      }
      case Dlt645Message.Failure failure ->
          failure
              .faults()
              .forEach(
                  fault ->
                      text.append(
                          "  error       %s %s\n".formatted(fault.english(), fault.chinese())));
      case Dlt645Message.Other other -> text.append("  data        %s\n".formatted(other.data()));
    }
    text.append("  checksum    %s\n".formatted(frame.checksumRight() ? "right 正确" : "wrong 错误"));
    reading
        .deviations()
        .forEach(
            deviation ->
                text.append(
                    "  %s: %s %s\n"
                        .formatted(deviation.code(), deviation.english(), deviation.chinese())));
    return text.toString();
  }

  private static void identifier(StringBuilder text, String identifier) {
    text.append("  identifier  %s  (数据标识)\n".formatted(identifier));
  }

  private static void value(StringBuilder text, Dlt645Value value) {
    text.append(
        "    %s %s  %s %s\n"
            .formatted(
                value.zh(),
                value.en(),
                value.text().isEmpty() ? "not there 无此项" : value.text(),
                value.unit()));
  }

  private static String what(Dlt645Message message) {
    return switch (message) {
      case Dlt645Message.Read read -> "asks for data 读数据";
      case Dlt645Message.ReadNext next -> "asks for the next part 读后续数据";
      case Dlt645Message.Data data -> data.more() ? "data, more follows 数据，有后续帧" : "data 数据";
      case Dlt645Message.Failure failure -> "refuses 异常应答";
      case Dlt645Message.Other other -> "other 其他";
    };
  }
}
