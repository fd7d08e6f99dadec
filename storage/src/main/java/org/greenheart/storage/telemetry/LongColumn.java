// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of whole numbers in few bytes; part of the format on disk.
 *
 * <p><b>The idea.</b> What stands in a column is either nearly always the same (flags, the step of
 * time), or it is noise around something slow (values, delays). First the slow part is taken away:
 * nothing (order 0), the number before (order 1), or the step before (order 2). What remains is
 * stored in one of two ways, and of all six combinations the shortest is taken:
 *
 * <ul>
 *   <li><i>sparse</i>: one number for all, and the places where it is another;
 *   <li><i>blocks</i> of {@value #BLOCK}: each has a centre, and the distances from it are written
 *       either all in the same number of bits, or as Rice codes (the high part as a row of ones, k
 *       low bits as they are), which come within some hundredths of a bit of the least possible for
 *       noise of the usual shapes. An outlier costs itself only.
 * </ul>
 *
 * <p>A column may be given as the difference to another one ({@code reference}): the least value of
 * a minute lies close under its mean. All arithmetic wraps around, so any numbers can be stored.
 *
 * <p>Stateless.
 */
final class LongColumn {
  private static final int BLOCK = 128;
  private static final int ORDERS = 3;
  private static final int BLOCKS = 1 << 2;
  private static final int MINUS_REFERENCE = 1 << 3;

  /** In a block's first seven bits: below it k of Rice codes, from it on a width. */
  private static final int WIDTHS = 48;

  private static final int WIDTH_BITS = 7;
  private static final int MOST_ONES = 24;

  private LongColumn() {}

  static void write(ByteWriter out, long[] values) {
    write(out, values, null);
  }

  /** Writes the values, or their differences to the reference where that is shorter. */
  static void write(ByteWriter out, long[] values, long @Nullable [] reference) {
    Packed best = pack(values, 0);
    if (reference != null) {
      long[] differences = new long[values.length];
      for (int i = 0; i < values.length; i++) {
        differences[i] = values[i] - reference[i];
      }
      best = best.orShorter(pack(differences, MINUS_REFERENCE));
    }
    out.u8(best.mode);
    out.raw(best.body.toBytes());
  }

  static long[] read(ByteReader in, int count, long @Nullable [] reference) {
    int mode = in.u8();
    int order = mode & 3;
    long[] seeds = new long[Math.min(order, count)];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = in.zigzag();
    }
    long[] values = new long[count];
    System.arraycopy(seeds, 0, values, 0, seeds.length);
    if ((mode & BLOCKS) != 0) {
      readBlocks(in, values, seeds.length);
    } else {
      readSparse(in, values, seeds.length);
    }
    restore(values, order);
    if ((mode & MINUS_REFERENCE) != 0) {
      if (reference == null) {
        throw new TelemetryException(
            TelemetryException.Code.FORMAT, "column refers to a column that is not there");
      }
      for (int i = 0; i < count; i++) {
        values[i] += reference[i];
      }
    }
    return values;
  }

  private static void restore(long[] values, int order) {
    switch (order) {
      case 0 -> {}
      case 1 -> {
        for (int i = 1; i < values.length; i++) {
          values[i] += values[i - 1];
        }
      }
      case 2 -> {
        for (int i = 2; i < values.length; i++) {
          values[i] += 2 * values[i - 1] - values[i - 2];
        }
      }
      default ->
          throw new TelemetryException(
              TelemetryException.Code.FORMAT,
              "order (%s) of a column is not known".formatted(order));
    }
  }

  private record Packed(int mode, ByteWriter body) {
    Packed orShorter(Packed other) {
      return other.body.size() < body.size() ? other : this;
    }
  }

  private static Packed pack(long[] values, int mode) {
    Packed best = pack(values, mode, 0);
    for (int order = 1; order < ORDERS; order++) {
      best = best.orShorter(pack(values, mode, order));
    }
    return best;
  }

  private static Packed pack(long[] values, int mode, int order) {
    long[] rest = differences(values, order);
    ByteWriter sparse = new ByteWriter(64);
    ByteWriter blocks = new ByteWriter(values.length + 16);
    for (int i = 0; i < Math.min(order, values.length); i++) {
      sparse.zigzag(values[i]);
      blocks.zigzag(values[i]);
    }
    writeSparse(sparse, rest);
    writeBlocks(blocks, rest);
    return new Packed(mode | order, sparse).orShorter(new Packed(mode | order | BLOCKS, blocks));
  }

  private static long[] differences(long[] values, int order) {
    int from = Math.min(order, values.length);
    long[] rest = new long[values.length - from];
    for (int i = from; i < values.length; i++) {
      rest[i - from] =
          switch (order) {
            case 0 -> values[i];
            case 1 -> values[i] - values[i - 1];
            default -> values[i] - 2 * values[i - 1] + values[i - 2];
          };
    }
    return rest;
  }

  private static void writeSparse(ByteWriter out, long[] rest) {
    long usual = usual(rest);
    int others = 0;
    for (long value : rest) {
      if (value != usual) {
        others++;
      }
    }
    out.zigzag(usual).varlong(others);
    int last = 0;
    for (int i = 0; i < rest.length; i++) {
      if (rest[i] != usual) {
        out.varlong(i - last).zigzag(rest[i] - usual);
        last = i;
      }
    }
  }

  /** The most frequent number when there is one that is very frequent, else any. */
  private static long usual(long[] rest) {
    // Majority vote: a number that more than half of the places have is found in one pass.
    long candidate = 0;
    int votes = 0;
    for (long value : rest) {
      if (votes == 0) {
        candidate = value;
      }
      votes += value == candidate ? 1 : -1;
    }
    return candidate;
  }

  private static void readSparse(ByteReader in, long[] values, int from) {
    long usual = in.zigzag();
    Arrays.fill(values, from, values.length, usual);
    int others = in.length();
    int place = from;
    for (int i = 0; i < others; i++) {
      long next = place + in.varlong();
      if (next < from || next >= values.length) {
        throw new TelemetryException(
            TelemetryException.Code.FORMAT,
            "place (%s) lies outside of a column of %s".formatted(next, values.length));
      }
      place = (int) next;
      values[place] = usual + in.zigzag();
    }
  }

  private static void writeBlocks(ByteWriter out, long[] rest) {
    BitWriter bits = new BitWriter();
    for (int from = 0; from < rest.length; from += BLOCK) {
      writeBlock(bits, Arrays.copyOfRange(rest, from, Math.min(from + BLOCK, rest.length)));
    }
    bits.appendTo(out);
  }

  private static void writeBlock(BitWriter bits, long[] block) {
    long[] sorted = block.clone();
    Arrays.sort(sorted);
    long least = sorted[0];
    long middle = sorted[sorted.length / 2];
    int width = width(sorted[sorted.length - 1] - least);
    long widthCost = (long) width * block.length + centreCost(least);
    int bestK = 0;
    long bestCost = Long.MAX_VALUE;
    int guess = guessK(block, middle);
    for (int k = Math.max(0, guess - 2); k <= Math.min(guess + 2, WIDTHS - 1); k++) {
      long cost = riceCost(block, middle, k);
      if (cost < bestCost) {
        bestCost = cost;
        bestK = k;
      }
    }
    if (widthCost <= bestCost + centreCost(middle)) {
      bits.write(WIDTHS + (long) width, WIDTH_BITS);
      writeCentre(bits, least);
      for (long value : block) {
        bits.write(value - least, width);
      }
    } else {
      bits.write(bestK, WIDTH_BITS);
      writeCentre(bits, middle);
      for (long value : block) {
        writeRice(bits, zigzag(value - middle), bestK);
      }
    }
  }

  /** From the middle one of the distances, which outliers do not move. */
  private static int guessK(long[] block, long middle) {
    long[] distances = new long[block.length];
    for (int i = 0; i < block.length; i++) {
      distances[i] = zigzag(block[i] - middle) >>> 1;
    }
    Arrays.sort(distances);
    return Math.clamp(width(distances[distances.length / 2]), 0, WIDTHS - 1);
  }

  private static long riceCost(long[] block, long middle, int k) {
    long cost = 0;
    for (long value : block) {
      long high = zigzag(value - middle) >>> k;
      cost += high >= 0 && high < MOST_ONES ? high + 1 + k : MOST_ONES + 64;
    }
    return cost;
  }

  private static void writeRice(BitWriter bits, long distance, int k) {
    long high = distance >>> k;
    if (high >= 0 && high < MOST_ONES) {
      bits.write((1L << (high + 1)) - 2, (int) high + 1);
      bits.write(distance, k);
    } else {
      bits.write(-1, MOST_ONES);
      bits.write(distance, 64);
    }
  }

  private static void readBlocks(ByteReader in, long[] values, int start) {
    BitReader bits = new BitReader(in.bytes(), in.position());
    for (int from = start; from < values.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, values.length);
      int way = (int) bits.read(WIDTH_BITS);
      long centre = readCentre(bits);
      if (way >= WIDTHS) {
        for (int i = from; i < to; i++) {
          values[i] = centre + bits.read(way - WIDTHS);
        }
      } else {
        for (int i = from; i < to; i++) {
          int high = bits.readOnes(MOST_ONES);
          long distance = high == MOST_ONES ? bits.read(64) : ((long) high << way) | bits.read(way);
          values[i] = centre + ((distance >>> 1) ^ -(distance & 1));
        }
      }
    }
    in.skip(bits.size());
  }

  private static void writeCentre(BitWriter bits, long centre) {
    long code = zigzag(centre);
    int width = width(code);
    bits.write(width, WIDTH_BITS);
    bits.write(code, width);
  }

  private static long readCentre(BitReader bits) {
    long code = bits.read((int) bits.read(WIDTH_BITS));
    return (code >>> 1) ^ -(code & 1);
  }

  private static int centreCost(long centre) {
    return width(zigzag(centre));
  }

  private static int width(long value) {
    return 64 - Long.numberOfLeadingZeros(value);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
