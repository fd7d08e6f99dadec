// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a frame says. Addresses are 12 digits, high first ({@code A}: wildcard); data identifiers
 * are 8 hex digits from DI3 to DI0, {@code 00010000}; other data are hex digits as sent, 33h taken
 * off.
 */
public sealed interface Dlt645Message {
  /** Whom it is for, or who answers. */
  String address();

  /** Asks for data (C = 11). */
  record Read(String address, String identifier) implements Dlt645Message {
    public Read {
      checkAddress(address);
      checkIdentifier(identifier);
    }
  }

  /**
   * Asks for the next part of data that did not fit one frame (C = 12).
   *
   * @param sequence of the part, 0 to 255
   */
  record ReadNext(String address, String identifier, int sequence) implements Dlt645Message {
    public ReadNext {
      checkAddress(address);
      checkIdentifier(identifier);
      checkByte("sequence", sequence);
    }
  }

  /**
   * The data that was asked for (C = 91, 92; B1, B2 when more follows).
   *
   * @param payload hex digits; low bytes first, as sent
   * @param more whether another part follows
   * @param sequence of a part after the first, 0 to 255; {@link #FIRST} of the first
   */
  record Data(String address, String identifier, String payload, boolean more, int sequence)
      implements Dlt645Message {
    /** What {@link #sequence} says of the answer to a {@link Read}. */
    public static final int FIRST = -1;

    public Data {
      checkAddress(address);
      checkIdentifier(identifier);
      checkHex("payload", payload);
      if (sequence != FIRST) {
        checkByte("sequence", sequence);
      }
    }

    /** Whether this is all of the data, so that it can be read for itself. */
    public boolean whole() {
      return !more && sequence == FIRST;
    }

    /** The values, as far as the identifier is known and the payload is whole. */
    public List<Dlt645Value> values() {
      return whole() ? Dlt645Items.values(identifier, payload) : List.of();
    }
  }

  /**
   * The meter refuses (C with bit 6).
   *
   * @param function that was asked for, 0 to 31
   * @param error its bits
   */
  record Failure(String address, int function, int error) implements Dlt645Message {
    public Failure {
      checkAddress(address);
      checkByte("error", error);
      if (function < 0 || function > 31) {
        throw new IllegalArgumentException("function (%s) must be 0 to 31".formatted(function));
      }
    }

    /** What the bits say. */
    public List<Fault> faults() {
      List<Fault> faults = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        if ((error & fault.bit) != 0) {
          faults.add(fault);
        }
      }
      return faults;
    }
  }

  /**
   * Any other frame: writing, addresses, freezing, clearing, the edition of 1997.
   *
   * @param control the control code, 0 to 255
   * @param data hex digits
   */
  record Other(String address, int control, String data) implements Dlt645Message {
    public Other {
      checkAddress(address);
      checkByte("control", control);
      checkHex("data", data);
    }
  }

  /** Why a meter refuses, in the order of the bits. */
  enum Fault {
    OTHER(0x01, "other error", "其他错误"),
    NO_SUCH_DATA(0x02, "no such data", "无请求数据"),
    PASSWORD(0x04, "wrong password or no right", "密码错或未授权"),
    BAUD_RATE(0x08, "baud rate cannot change", "通信速率不能更改"),
    YEAR_ZONES(0x10, "too many zones of the year", "年时区数超"),
    DAY_PERIODS(0x20, "too many periods of the day", "日时段数超"),
    TARIFFS(0x40, "too many tariffs", "费率数超");

    private final int bit;
    private final String english;
    private final String chinese;

    Fault(int bit, String english, String chinese) {
      this.bit = bit;
      this.english = english;
      this.chinese = chinese;
    }

    public String english() {
      return english;
    }

    public String chinese() {
      return chinese;
    }
  }

  private static void checkAddress(String address) {
    checkHex("address", address);
    if (address.length() != 12) {
      throw new IllegalArgumentException("address (%s) must be 12 digits".formatted(address));
    }
  }

  private static void checkIdentifier(String identifier) {
    checkHex("identifier", identifier);
    if (identifier.length() != 8) {
      throw new IllegalArgumentException(
          "identifier (%s) must be 8 hex digits".formatted(identifier));
    }
  }

  private static void checkByte(String name, int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("%s (%s) must be 0 to 255".formatted(name, value));
    }
  }

  private static void checkHex(String name, String text) {
    requireNonNull(text, () -> name + " is null");
    if (text.length() % 2 != 0 || !text.matches("[0-9A-F]*")) {
      throw new IllegalArgumentException(
          "%s (%s) must be pairs of hex digits in upper case".formatted(name, text));
    }
  }
}
