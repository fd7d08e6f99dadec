// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes messages exactly as the standard has them, four FE before each. Thread-safe. */
public final class Dlt645Writer {
  private static final HexFormat HEX = HexFormat.of();
  private static final int PREAMBLE = 4;

  /**
   * The bytes of a message.
   *
   * @throws IllegalArgumentException when there are more than {@value Dlt645Framer#STANDARD_LENGTH}
   *     bytes of data
   */
  public byte[] write(Dlt645Message message) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int control =
        switch (message) {
          case Dlt645Message.Read read -> {
            low(data, read.identifier());
            yield Dlt645Reader.READ;
          }
          case Dlt645Message.ReadNext next -> {
            low(data, next.identifier());
            data.write(next.sequence());
            yield Dlt645Reader.READ_NEXT;
          }
          case Dlt645Message.Data answer -> {
            low(data, answer.identifier());
            data.writeBytes(HEX.parseHex(answer.payload()));
            boolean first = answer.sequence() == Dlt645Message.Data.FIRST;
            if (!first) {
              data.write(answer.sequence());
            }
            yield Dlt645Reader.ANSWER
                | (answer.more() ? Dlt645Reader.MORE : 0)
                | (first ? Dlt645Reader.READ : Dlt645Reader.READ_NEXT);
          }
          case Dlt645Message.Failure failure -> {
            data.write(failure.error());
            yield Dlt645Reader.ANSWER | Dlt645Reader.REFUSED | failure.function();
          }
          case Dlt645Message.Other other -> {
            data.writeBytes(HEX.parseHex(other.data()));
            yield other.control();
          }
        };
    return frame(message.address(), control, data.toByteArray());
  }

  private static byte[] frame(String address, int control, byte[] data) {
    if (data.length > Dlt645Framer.STANDARD_LENGTH) {
      throw new IllegalArgumentException(
          "data (%s bytes) must be at most %s"
              .formatted(data.length, Dlt645Framer.STANDARD_LENGTH));
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(Dlt645Framer.START);
    low(frame, address);
    frame.write(Dlt645Framer.START);
    frame.write(control);
    frame.write(data.length);
    for (byte value : data) {
      frame.write(value + Dlt645Frame.OFFSET);
    }
    int sum = 0;
    for (byte value : frame.toByteArray()) {
      sum += value;
    }
    frame.write(sum);
    frame.write(Dlt645Framer.END);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (int i = 0; i < PREAMBLE; i++) {
      sent.write(Dlt645Framer.PREAMBLE);
    }
    sent.writeBytes(frame.toByteArray());
    return sent.toByteArray();
  }

  /** Hex digits with the high byte first, sent low byte first. */
  private static void low(ByteArrayOutputStream out, String high) {
    byte[] bytes = HEX.parseHex(high);
    for (int i = bytes.length - 1; i >= 0; i--) {
      out.write(bytes[i]);
    }
  }
}
