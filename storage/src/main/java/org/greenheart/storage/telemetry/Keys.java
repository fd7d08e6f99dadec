// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.greenheart.storage.RowKey;

/**
 * Keys on disk: numbers big-endian, with the sign of times turned round, so that the order of bytes
 * is the order of the numbers; part of the format on disk. Stateless.
 */
final class Keys {
  static final int ROW_LENGTH = 20;

  private Keys() {}

  /** The four bytes of a datastream's number. */
  private static int checked(long datastream) {
    if (datastream < 1 || datastream > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "datastream (%s) must be 1 to 2^32-1".formatted(datastream));
    }
    return (int) datastream;
  }

  /** Datastream u32 · start i64 · n u64. */
  static byte[] row(RowKey key) {
    return row(key.datastream(), key.startMicros(), key.n());
  }

  static byte[] row(long datastream, long startMicros, long n) {
    ByteWriter out = new ByteWriter(ROW_LENGTH);
    write(out, datastream, startMicros, n);
    return out.toBytes();
  }

  static void write(ByteWriter out, RowKey key) {
    write(out, key.datastream(), key.startMicros(), key.n());
  }

  private static void write(ByteWriter out, long datastream, long startMicros, long n) {
    out.u32(checked(datastream)).i64(startMicros ^ Long.MIN_VALUE).i64(n);
  }

  static RowKey row(byte[] key) {
    ByteReader in = new ByteReader(key);
    return new RowKey(in.u32() & 0xFFFF_FFFFL, in.i64() ^ Long.MIN_VALUE, in.i64());
  }

  /** Datastream u32. */
  static byte[] datastream(long datastream) {
    return new ByteWriter(4).u32(checked(datastream)).toBytes();
  }

  static long datastream(byte[] key) {
    return new ByteReader(key).u32() & 0xFFFF_FFFFL;
  }

  /** Datastream u32 · start i64 of the first time that the chunk stands for. */
  static byte[] chunk(long datastream, long startMicros) {
    return new ByteWriter(12).u32(checked(datastream)).i64(startMicros ^ Long.MIN_VALUE).toBytes();
  }

  static long chunkStart(byte[] key) {
    return new ByteReader(key, 4).i64() ^ Long.MIN_VALUE;
  }

  static byte[] number(long number) {
    return new ByteWriter(8).i64(number).toBytes();
  }

  static long number(byte[] key) {
    return new ByteReader(key).i64();
  }

  /** Device u64 · arrival u64. */
  static byte[] deviceArrival(long device, long arrival) {
    return new ByteWriter(16).i64(device).i64(arrival).toBytes();
  }

  static long deviceOf(byte[] key) {
    return new ByteReader(key).i64();
  }

  static long arrivalOf(byte[] key) {
    return new ByteReader(key, 8).i64();
  }

  /** A name in {@code meta}. */
  static byte[] meta(String name) {
    return name.getBytes(US_ASCII);
  }

  /** One of a numbered family in {@code meta}: a letter and a number. */
  static byte[] meta(char family, long number) {
    return new ByteWriter(9).u8(family).i64(number).toBytes();
  }

  static long metaNumber(byte[] key) {
    return new ByteReader(key, 1).i64();
  }
}
