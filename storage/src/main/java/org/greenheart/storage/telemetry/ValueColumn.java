// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * A column of values; part of the format on disk.
 *
 * <p>Numbers stand in one column of digits, all at one scale, beside them the scale that each was
 * sent with: one for all, or the shortest that tells the number (devices that leave trailing zeros
 * out), or a column of scales. What does not fit (texts, documents, a number with far more digits
 * than the rest) stands in a list of different values. A column of codes says of each row: no
 * value, a number, or which of the list.
 *
 * <p>Immutable once read.
 */
final class ValueColumn {
  private static final int NONE = 0;
  private static final int NUMBER = 1;
  private static final int LISTED = 2;

  private static final int SAME_SCALE = 0;
  private static final int SHORTEST_SCALE = 1;
  private static final int OWN_SCALES = 2;

  /** Numbers with more digits than nine in ten of a column need do not blow the others up. */
  private static final double FITTING = 0.9;

  private final long[] codes;
  private final long[] digits;
  private final int scale;
  private final int scaleWay;
  private final long @Nullable [] scaleLess;
  private final List<Value> listed;

  private ValueColumn(
      long[] codes,
      long[] digits,
      int scale,
      int scaleWay,
      long @Nullable [] scaleLess,
      List<Value> listed) {
    this.codes = codes;
    this.digits = digits;
    this.scale = scale;
    this.scaleWay = scaleWay;
    this.scaleLess = scaleLess;
    this.listed = listed;
  }

  static ValueColumn of(List<? extends @Nullable Value> values) {
    int count = values.size();
    int scale = commonScale(values);
    long[] codes = new long[count];
    long[] digits = new long[count];
    long[] scaleLess = new long[count];
    Map<Value, Integer> listed = new LinkedHashMap<>();
    boolean same = true;
    boolean shortest = true;
    for (int i = 0; i < count; i++) {
      Value value = values.get(i);
      // Where there is no number the column goes on as if nothing happened.
      digits[i] = i == 0 ? 0 : digits[i - 1];
      if (value == null) {
        codes[i] = NONE;
      } else if (value instanceof Decimal number && fits(number, scale)) {
        codes[i] = NUMBER;
        digits[i] = number.unscaled() * POWERS[scale - number.scale()];
        scaleLess[i] = (long) scale - number.scale();
        same &= scaleLess[i] == 0;
        shortest &= number.scale() == shortestScale(digits[i], scale);
      } else {
        Integer known = listed.putIfAbsent(value, listed.size());
        int place = known == null ? listed.size() - 1 : known;
        codes[i] = place + (long) LISTED;
      }
    }
    int way = same ? SAME_SCALE : shortest ? SHORTEST_SCALE : OWN_SCALES;
    return new ValueColumn(
        codes,
        digits,
        scale,
        way,
        way == OWN_SCALES ? scaleLess : null,
        new ArrayList<>(listed.keySet()));
  }

  private static final long[] POWERS = new long[Decimal.MAX_SCALE + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private static int commonScale(List<? extends @Nullable Value> values) {
    int[] counts = new int[Decimal.MAX_SCALE + 1];
    int numbers = 0;
    for (Value value : values) {
      if (value instanceof Decimal number) {
        counts[number.scale()]++;
        numbers++;
      }
    }
    int covered = 0;
    for (int scale = 0; scale <= Decimal.MAX_SCALE; scale++) {
      covered += counts[scale];
      if (covered >= numbers * FITTING) {
        return scale;
      }
    }
    return 0;
  }

  private static boolean fits(Decimal number, int scale) {
    if (number.scale() > scale) {
      return false;
    }
    long power = POWERS[scale - number.scale()];
    return number.unscaled() <= Long.MAX_VALUE / power
        && number.unscaled() >= Long.MIN_VALUE / power;
  }

  private static int shortestScale(long digits, int scale) {
    if (digits == 0) {
      return 0;
    }
    int shortest = scale;
    long rest = digits;
    while (shortest > 0 && rest % 10 == 0) {
      rest /= 10;
      shortest--;
    }
    return shortest;
  }

  void write(ByteWriter out, @Nullable ValueColumn reference) {
    LongColumn.write(out, codes);
    out.varlong(listed.size());
    listed.forEach(value -> ValueCodec.write(out, value));
    out.u8(scale | scaleWay << 5);
    LongColumn.write(out, digits, digitsOf(reference, scale));
    if (scaleLess != null) {
      LongColumn.write(out, scaleLess);
    }
  }

  static ValueColumn read(ByteReader in, int count, @Nullable ValueColumn reference) {
    long[] codes = LongColumn.read(in, count, null);
    int size = in.length();
    List<Value> listed = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      listed.add(ValueCodec.read(in));
    }
    int scales = in.u8();
    int scale = scales & 0x1F;
    int way = scales >>> 5;
    long[] digits = LongColumn.read(in, count, digitsOf(reference, scale));
    long[] scaleLess = way == OWN_SCALES ? LongColumn.read(in, count, null) : null;
    return new ValueColumn(codes, digits, scale, way, scaleLess, listed);
  }

  /** The digits of another column at a scale; wraps around where they do not fit. */
  private static long @Nullable [] digitsOf(@Nullable ValueColumn column, int scale) {
    if (column == null || column.scale == scale) {
      return column == null ? null : column.digits;
    }
    long[] scaled = new long[column.digits.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] =
          column.scale < scale
              ? column.digits[i] * POWERS[scale - column.scale]
              : column.digits[i] / POWERS[column.scale - scale];
    }
    return scaled;
  }

  int size() {
    return codes.length;
  }

  /**
   * Whether the row's value is one of the column's numbers, as {@link #digits} at {@link #scale}.
   */
  boolean isNumber(int row) {
    return codes[row] == NUMBER;
  }

  long digits(int row) {
    return digits[row];
  }

  int scale() {
    return scale;
  }

  @Nullable Value value(int row) {
    long code = codes[row];
    if (code == NUMBER) {
      int sent =
          switch (scaleWay) {
            case SAME_SCALE -> scale;
            case SHORTEST_SCALE -> shortestScale(digits[row], scale);
            default -> scaleLess == null ? scale : scale - (int) scaleLess[row];
          };
      return new Decimal(digits[row] / POWERS[scale - sent], sent);
    }
    return code == NONE ? null : listed.get((int) code - LISTED);
  }
}
