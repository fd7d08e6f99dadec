// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame, from its first 68 to its 16, FE before it left out. Immutable and thread-safe.
 *
 * <p>Data bytes are sent with 33h added; {@link #data} has taken it off.
 */
public final class Dlt645Frame {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int ADDRESS = 1;
  private static final int ADDRESS_BYTES = 6;
  private static final int CONTROL = 8;
  private static final int DATA = 10;

  /** What is added to every byte of data. */
  static final int OFFSET = 0x33;

  private final byte[] bytes;
  private final int preamble;
  private final int skipped;

  /** Takes ownership of {@code bytes}, which have the shape of a frame. */
  Dlt645Frame(byte[] bytes, int preamble, int skipped) {
    if (bytes.length < Dlt645Framer.OVERHEAD) {
      throw new IllegalArgumentException(
          "bytes (%s) must be at least %s".formatted(bytes.length, Dlt645Framer.OVERHEAD));
    }
    this.bytes = bytes;
    this.preamble = preamble;
    this.skipped = skipped;
  }

  /** A copy of the bytes from the first 68 to 16. */
  public byte[] raw() {
    return bytes.clone();
  }

  /** How many FE stood before it. */
  public int preamble() {
    return preamble;
  }

  /** How many bytes before this frame belonged to no frame. */
  public int skipped() {
    return skipped;
  }

  /**
   * The meter's address, high digits first: 12 digits, or {@code A} for a wildcard. It is sent low
   * byte first.
   */
  public String address() {
    StringBuilder address = new StringBuilder(2 * ADDRESS_BYTES);
    for (int i = ADDRESS + ADDRESS_BYTES - 1; i >= ADDRESS; i--) {
      address.append(HEX.toHexDigits(bytes[i]));
    }
    return address.toString();
  }

  /** The control code C, 0 to 255. */
  public int control() {
    return Byte.toUnsignedInt(bytes[CONTROL]);
  }

  /** The data as meant: 33h taken off every byte. */
  public byte[] data() {
    byte[] data = Arrays.copyOfRange(bytes, DATA, bytes.length - 2);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (data[i] - OFFSET);
    }
    return data;
  }

  /** Whether the checksum fits; false only of frames at rest. */
  public boolean checksumRight() {
    return Dlt645Framer.checksumRight(bytes, 0, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dlt645Frame that
        && preamble == that.preamble
        && skipped == that.skipped
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes as hex digits, for messages and tests. */
  @Override
  public String toString() {
    return HEX.formatHex(bytes);
  }
}
