// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.protocols.hj212.Crc;
import org.greenheart.protocols.hj212.CrcVerdict;
import org.greenheart.protocols.hj212.Deviation;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Glossary;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.protocols.hj212.Name;

/** Explains a frame to a person, in English and Chinese. */
final class FrameText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final int NAME_WIDTH = 10;

  private final Hj212Frame frame;
  private final Hj212Message message;
  private final StringBuilder text = new StringBuilder(1000);

  private FrameText(Hj212Frame frame, Hj212Message message) {
    this.frame = frame;
    this.message = message;
  }

  /** Several lines, each ended by a line feed. */
  static String explain(Hj212Frame frame, Hj212Message message) {
    FrameText explanation = new FrameText(frame, message);
    explanation.title();
    explanation.header();
    explanation.content();
    explanation.checks();
    explanation.deviations();
    return explanation.text.toString();
  }

  private void title() {
    line(
        0,
        switch (message.version()) {
          case V2005 -> "HJ/T 212-2005";
          case V2017 -> "HJ 212-2017";
          case V2025 -> "HJ 212-2025";
        },
        message.cn().isEmpty() ? "no command" : "CN " + message.cn(),
        name(Glossary.command(message.cn(), message.version())));
  }

  private void header() {
    for (Field field : message.header()) {
      String meaning =
          switch (field.part()) {
            case "QN" -> time(field.value());
            case "ST" -> name(Glossary.systemType(field.value()));
            case "CN" -> name(Glossary.command(field.value(), message.version()));
            case "Flag" -> flag();
            default -> "";
          };
      line(
          1,
          pad(field.name()),
          field.value(),
          meaning,
          bracket(name(Glossary.headerField(field.part()))));
    }
  }

  private String flag() {
    return "%s, %s, %s"
        .formatted(
            "version bits " + message.flag().versionBits(),
            message.flag().split() ? "packet numbers 拆分包" : "one packet 不拆分",
            message.flag().answerWanted() ? "answer wanted 需应答" : "no answer wanted 不需应答");
  }

  private void content() {
    if (message.items().isEmpty()) {
      line(
          1,
          pad("CP"),
          message.encrypted() && !isOpened() ? "encrypted 已加密, no key fits 无匹配密钥" : "empty 空");
      return;
    }
    line(1, pad("CP"), message.encrypted() ? "decrypted with SM4 已用 SM4 解密" : "");
    String last = "";
    for (Item item : message.items()) {
      for (Field field : item.fields()) {
        if (!field.code().isEmpty() && !field.code().equals(last)) {
          factor(field.code());
        }
        last = field.code();
        field(field);
      }
    }
  }

  private boolean isOpened() {
    return message.crc() != CrcVerdict.ENCRYPTED;
  }

  private void factor(String code) {
    String canonical = FactorTable.standard().canonical(code, message.st());
    Optional<Factor> factor = FactorTable.standard().find(canonical, message.version());
    String unit = FactorTable.standard().unit(canonical, message.st(), message.version());
    line(
        2,
        pad(code),
        canonical.equals(code) ? "" : "= " + canonical,
        factor
            .map(f -> f.zh() + " " + f.en() + (unit.isEmpty() ? "" : ", " + unit(unit)))
            .orElse(isFacility(code) ? "治理设施 facility" : "code not in the table 编码表中没有"));
  }

  private static boolean isFacility(String code) {
    return code.length() > 2 && code.startsWith("SB");
  }

  private void field(Field field) {
    boolean ofFactor = !field.code().isEmpty();
    line(
        ofFactor ? 3 : 2,
        pad(ofFactor ? field.part() : field.name()),
        field.value(),
        meaning(field),
        bracket(name(Glossary.field(field.part()))));
  }

  private String meaning(Field field) {
    String value = field.value().strip();
    return switch (field.part()) {
      case "Flag" -> name(Glossary.mark(value, message.version()));
      case "QnRtn" -> name(Glossary.requestResult(value));
      case "ExeRtn" -> name(Glossary.executionResult(value));
      case "PolId", "InfoId" ->
          FactorTable.standard()
              .find(FactorTable.standard().canonical(value, message.st()), message.version())
              .map(f -> f.zh() + " " + f.en())
              .orElse("");
      case "Cou" ->
          FactorTable.standard()
              .find(FactorTable.standard().canonical(field.code(), message.st()))
              .map(Factor::dischargeUnit)
              .orElse("");
      default -> field.part().endsWith("Time") ? time(value) : "";
    };
  }

  private void checks() {
    int length = frame.segmentEnd() - frame.segmentStart();
    String declared =
        frame.declaredLength() == Hj212Frame.NO_LENGTH
            ? "none"
            : Integer.toString(frame.declaredLength());
    line(
        1,
        pad("LEN"),
        declared,
        frame.lengthRight()
            ? "right 正确"
            : "wrong 有误: the data segment has %s bytes 数据段实为 %s 字节".formatted(length, length));
    line(1, pad("CRC"), frame.crcText().isEmpty() ? "none" : frame.crcText(), crc());
  }

  private String crc() {
    return switch (message.crc()) {
      case RIGHT -> "right 正确";
      case LOWER_CASE -> "right 正确, in lower case 小写";
      case MODBUS -> expected("CRC-16/MODBUS");
      case MODBUS_SWAPPED -> expected("CRC-16/MODBUS, low byte first 低字节在前");
      case BYTE_SWAPPED -> expected("the standard's, low byte first 标准算法低字节在前");
      case LOST_ZERO -> expected("the standard's without its leading zeros 丢失前导零");
      case PLACEHOLDER -> expected("a placeholder 占位常数");
      case MISSING, WRONG -> expected("no known variant 不符合任何已知变体");
      case ENCRYPTED -> "not judged 未校验: it is of the plain text 校验码针对明文";
    };
  }

  private String expected(String variant) {
    String wrong = "wrong 错误: it is %s".formatted(variant);
    if (message.encrypted()) {
      return wrong;
    }
    byte[] segment = frame.segment();
    return wrong + "; expected 应为 " + Crc.hex(Crc.of(segment, 0, segment.length));
  }

  private void deviations() {
    if (message.deviations().isEmpty()) {
      line(1, "no deviations from the standard 无偏差");
      return;
    }
    line(1, "deviations from the standard 偏差:");
    byte[] raw = frame.raw();
    for (Deviation deviation : message.deviations()) {
      line(
          2,
          "@" + deviation.offset(),
          deviation.code().code() + ":",
          deviation.code().english(),
          deviation.code().chinese(),
          excerpt(raw, deviation.offset()));
    }
  }

  /** The bytes at the offset, printable ones only. */
  private static String excerpt(byte[] raw, int offset) {
    if (offset >= raw.length) {
      return "";
    }
    String bytes =
        new String(raw, offset, Math.min(20, raw.length - offset), StandardCharsets.ISO_8859_1);
    return "[" + bytes.replaceAll("[^ -~]", ".") + "]";
  }

  private static String time(String sent) {
    DateTimeFormatter format = sent.strip().length() > 14 ? MILLIS : SECONDS;
    return Hj212Time.parse(sent).map(format::format).orElse("");
  }

  private static String name(Optional<Name> name) {
    return name.map(n -> n.zh() + " " + n.en()).orElse("");
  }

  private static String unit(String unit) {
    return unit.equals("1") ? "no unit 无量纲" : unit;
  }

  private static String bracket(String text) {
    return text.isEmpty() ? "" : "(" + text + ")";
  }

  private static String pad(String name) {
    return name.length() >= NAME_WIDTH ? name : name + " ".repeat(NAME_WIDTH - name.length());
  }

  private void line(int depth, String... parts) {
    List<String> present = new ArrayList<>(parts.length);
    for (String part : parts) {
      if (!part.isEmpty()) {
        // Values are the device's: no control character may reach the terminal.
        present.add(part.replaceAll("\\p{Cntrl}", "."));
      }
    }
    text.append("  ".repeat(depth)).append(String.join("  ", present).stripTrailing()).append('\n');
  }
}
