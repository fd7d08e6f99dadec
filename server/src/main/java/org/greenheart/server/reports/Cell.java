// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/** What stands in one place of a sheet. */
sealed interface Cell {
  /** Reports count in Beijing time, as their readers do. */
  ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** Digits after the point of a number that was computed. */
  int COMPUTED_DIGITS = 3;

  /** Nothing. */
  record Blank() implements Cell {}

  /** Written as text, whatever it looks like. */
  record Text(Said said) implements Cell {}

  /** Exact. */
  record Exact(BigDecimal value) implements Cell {}

  /** By Beijing time. */
  record Time(LocalDateTime time) implements Cell {}

  static Cell blank() {
    return new Blank();
  }

  static Cell text(@Nullable String text) {
    return text == null || text.isEmpty() ? blank() : new Text(Said.same(text));
  }

  static Cell said(String zh, String en) {
    return new Text(new Said(zh, en));
  }

  static Cell time(@Nullable Instant instant) {
    return instant == null ? blank() : new Time(LocalDateTime.ofInstant(instant, BEIJING));
  }

  static Cell number(@Nullable Decimal number) {
    return number == null ? blank() : new Exact(number.toBigDecimal());
  }

  static Cell number(long number) {
    return new Exact(BigDecimal.valueOf(number));
  }

  /** One that was computed: rounded half to even (GB/T 8170), without zeros at its end. */
  static Cell computed(@Nullable BigDecimal number) {
    if (number == null) {
      return blank();
    }
    BigDecimal rounded = number.setScale(COMPUTED_DIGITS, RoundingMode.HALF_EVEN);
    BigDecimal bare = rounded.stripTrailingZeros();
    return new Exact(bare.scale() < 0 ? bare.setScale(0) : bare);
  }

  static Cell computed(Optional<BigDecimal> number) {
    return computed(number.orElse(null));
  }

  static Cell value(@Nullable Value value) {
    return value instanceof Decimal number
        ? number(number)
        : text(value == null ? null : value.toString());
  }

  /** For CSV and screen. */
  default String shown(String language) {
    return switch (this) {
      case Blank() -> "";
      case Text(Said said) -> said.in(language);
      case Exact(BigDecimal number) -> number.toPlainString();
      case Time(LocalDateTime time) -> Written.TIME.format(time);
    };
  }

  /** How times are written. */
  final class Written {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Written() {}
  }
}
