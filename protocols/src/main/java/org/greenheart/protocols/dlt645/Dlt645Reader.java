// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the meaning of a frame. Never fails: what cannot be understood is a deviation. Thread-safe.
 */
public final class Dlt645Reader {
  /** Bit 7 of the control code: from the meter. */
  static final int ANSWER = 0x80;

  /** Bit 6: the meter refuses. */
  static final int REFUSED = 0x40;

  /** Bit 5: another frame follows. */
  static final int MORE = 0x20;

  static final int FUNCTION = 0x1F;
  static final int READ = 0x11;
  static final int READ_NEXT = 0x12;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int IDENTIFIER = 4;

  /** Whether values under a data identifier, 8 hex digits in upper case, are understood. */
  public static boolean knows(String identifier) {
    return Dlt645Items.knows(identifier);
  }

  /** What the frame says. */
  public Dlt645Reading read(Dlt645Frame frame) {
    List<Dlt645Deviation> deviations = new ArrayList<>(2);
    byte[] data = frame.data();
    if (frame.skipped() > 0) {
      deviations.add(Dlt645Deviation.JUNK_BEFORE_FRAME);
    }
    if (!frame.checksumRight()) {
      deviations.add(Dlt645Deviation.CHECKSUM_WRONG);
    }
    if (data.length > Dlt645Framer.STANDARD_LENGTH) {
      deviations.add(Dlt645Deviation.LENGTH_OVER_200);
    }
    if (!frame.address().matches("(AA)*[0-9]*")) {
      deviations.add(Dlt645Deviation.ADDRESS_FORM);
    }
    return new Dlt645Reading(message(frame, data, deviations), deviations);
  }

  private static Dlt645Message message(
      Dlt645Frame frame, byte[] data, List<Dlt645Deviation> deviations) {
    int control = frame.control();
    int function = control & FUNCTION;
    boolean plain = (control & (REFUSED | MORE)) == 0;
    if ((control & ANSWER) == 0) {
      if (plain && function == READ && data.length == IDENTIFIER) {
        return new Dlt645Message.Read(frame.address(), identifier(data));
      }
      if (plain && function == READ_NEXT && data.length == IDENTIFIER + 1) {
        return new Dlt645Message.ReadNext(
            frame.address(), identifier(data), Byte.toUnsignedInt(data[IDENTIFIER]));
      }
      return other(frame, data);
    }
    if ((control & REFUSED) != 0) {
      if (data.length == 1 && (control & MORE) == 0) {
        return new Dlt645Message.Failure(frame.address(), function, Byte.toUnsignedInt(data[0]));
      }
      deviations.add(Dlt645Deviation.ERROR_LENGTH);
      return other(frame, data);
    }
    return switch (function) {
      case READ, READ_NEXT -> data(frame, data, function == READ_NEXT, deviations);
      default -> other(frame, data);
    };
  }

  private static Dlt645Message data(
      Dlt645Frame frame, byte[] data, boolean next, List<Dlt645Deviation> deviations) {
    int end = next ? data.length - 1 : data.length;
    if (end < IDENTIFIER) {
      deviations.add(Dlt645Deviation.DATA_SHORT);
      return other(frame, data);
    }
    Dlt645Message.Data message =
        new Dlt645Message.Data(
            frame.address(),
            identifier(data),
            HEX.formatHex(data, IDENTIFIER, end),
            (frame.control() & MORE) != 0,
            next ? Byte.toUnsignedInt(data[end]) : Dlt645Message.Data.FIRST);
    if (message.whole()) {
      Dlt645Items.check(message.identifier(), message.payload()).ifPresent(deviations::add);
    }
    return message;
  }

  private static Dlt645Message other(Dlt645Frame frame, byte[] data) {
    return new Dlt645Message.Other(frame.address(), frame.control(), HEX.formatHex(data));
  }

  /** DI3 to DI0; sent low byte first. */
  private static String identifier(byte[] data) {
    byte[] high = Arrays.copyOf(data, IDENTIFIER);
    for (int i = 0; i < IDENTIFIER; i++) {
      high[i] = data[IDENTIFIER - 1 - i];
    }
    return HEX.formatHex(high);
  }
}
