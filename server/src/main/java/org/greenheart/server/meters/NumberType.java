// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/** How a number is written in registers. */
enum NumberType {
  BIT(1),
  U16(1),
  I16(1),
  U32(2),
  I32(2),
  U64(4),
  FLOAT32(2),
  FLOAT64(4);

  private final int registers;

  NumberType(int registers) {
    this.registers = registers;
  }

  /** How many registers it takes; of a bit: one bit. */
  int registers() {
    return registers;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static NumberType ofText(String text) {
    for (NumberType type : values()) {
      if (type != BIT && type.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new RuleException(
        "type", "must be u16, i16, u32, i32, u64, float32 or float64", text, "register-type");
  }

  /**
   * The number in bytes of the usual order, high first. Empty: it is none (NaN, infinite).
   *
   * @param bytes two for each register
   */
  Optional<BigDecimal> read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return switch (this) {
      case BIT -> Optional.of(BigDecimal.valueOf(bytes[0]));
      case U16, U32, U64 -> Optional.of(new BigDecimal(new BigInteger(1, bytes)));
      case I16, I32 -> Optional.of(new BigDecimal(new BigInteger(bytes)));
      case FLOAT32 -> {
        float number = buffer.getFloat();
        yield Float.isFinite(number)
            ? Optional.of(new BigDecimal(Float.toString(number)))
            : Optional.empty();
      }
      case FLOAT64 -> {
        double number = buffer.getDouble();
        yield Double.isFinite(number)
            ? Optional.of(new BigDecimal(Double.toString(number)))
            : Optional.empty();
      }
    };
  }

  /** The first number that an unsigned one cannot show; null for the others. */
  @Nullable BigDecimal end() {
    return switch (this) {
      case U16 -> BigDecimal.valueOf(1L << 16);
      case U32 -> BigDecimal.valueOf(1L << 32);
      case BIT, I16, I32, U64, FLOAT32, FLOAT64 -> null;
    };
  }
}
