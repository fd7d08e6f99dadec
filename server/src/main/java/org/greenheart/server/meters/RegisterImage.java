// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.meters.ModbusPlan.Block;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;

/**
 * The registers of one meter as they were read. Kept as lines of text, {@code holding 0: 0001
 * 00FF}, so that people and programs can read them again. Not thread-safe.
 */
final class RegisterImage {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String unit;
  private final List<Read> blocks = new ArrayList<>();
  private final Map<Block, String> refused = new LinkedHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Read(Block block, byte[] bytes) {}

  RegisterImage(String unit) {
    this.unit = unit;
  }

  /**
   * @param bytes as in the answer: two for each register, or bits packed, low first
   * @throws MeterException when they are too few
   */
  void add(Block block, byte[] bytes) {
    int needed = block.area().isBits() ? (block.count() + 7) / 8 : 2 * block.count();
    if (bytes.length < needed) {
      throw new MeterException(
          "meter-answer-short",
          "unit %s answers %s with %s bytes, not %s".formatted(unit, block, bytes.length, needed),
          false);
    }
    blocks.add(new Read(block, bytes));
  }

  /** A block that the meter does not let be read, and why. */
  void refused(Block block, String why) {
    refused.put(block, why);
  }

  /** Whether nothing was read. */
  boolean isEmpty() {
    return blocks.isEmpty();
  }

  Bytes text() {
    StringBuilder text = new StringBuilder("modbus unit ").append(unit);
    for (Read read : blocks) {
      text.append('\n').append(read.block().area().text()).append(' ');
      text.append(read.block().start()).append(':');
      text.append(words(read.bytes()));
    }
    return Bytes.of(text.append('\n').toString().getBytes(US_ASCII));
  }

  private static String words(byte[] bytes) {
    StringBuilder words = new StringBuilder(bytes.length * 3);
    for (int i = 0; i < bytes.length; i += 2) {
      words.append(' ').append(HEX.formatHex(bytes, i, Math.min(i + 2, bytes.length)));
    }
    return words.toString();
  }

  ReadValue value(ModbusItem item) {
    String code = item.entry().code();
    for (Read read : blocks) {
      Block block = read.block();
      if (isWithin(item, block)) {
        byte[] wire = wire(item, read);
        Optional<BigDecimal> number =
            item.type() == NumberType.BIT
                ? item.type().read(wire)
                : item.type().read(item.order().highFirst(wire));
        String raw = item.type() == NumberType.BIT ? "" + wire[0] : words(wire).strip();
        if (number.isEmpty()) {
          return ReadValue.none(code, raw, "value-none");
        }
        Optional<Decimal> value = Scaling.value(item.entry(), number.get());
        return value
            .map(decimal -> ReadValue.of(code, raw, decimal))
            .orElseGet(() -> ReadValue.none(code, raw, "value-too-long"));
      }
    }
    return refused.entrySet().stream()
        .filter(each -> isWithin(item, each.getKey()))
        .findFirst()
        .map(each -> ReadValue.none(code, each.getValue(), "meter-refused"))
        .orElseGet(() -> ReadValue.none(code, "", "value-not-read"));
  }

  private static boolean isWithin(ModbusItem item, Block block) {
    return block.area() == item.area()
        && block.start() <= item.register()
        && item.end() <= block.end();
  }

  private static byte[] wire(ModbusItem item, Read read) {
    int at = item.register() - read.block().start();
    return item.type() == NumberType.BIT
        ? new byte[] {(byte) (read.bytes()[at / 8] >> (at % 8) & 1)}
        : Arrays.copyOfRange(read.bytes(), 2 * at, 2 * (at + item.type().registers()));
  }
}
