// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import org.greenheart.protocols.hj212.CrcVerdict;
import org.greenheart.protocols.hj212.DeviationCode;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.PasswordPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Why a frame is refused, by the policy of its device or at the door: its bytes are kept, nothing
 * else happens.
 */
enum Refusal {
  /** It broke off: its last value may be cut short, whatever the policy says of its check. */
  TRUNCATED("truncated"),
  CRC_WRONG("crc-wrong"),
  CRC_MISSING("crc-missing"),
  CRC_VARIANT("crc-variant"),
  CRC_UNPROVED("crc-unproved"),
  PASSWORD_WRONG("password-wrong"),
  /** Without an MN. */
  NO_DEVICE("no-device"),
  MN_TOO_LONG("mn-too-long"),
  /** An MN that cannot be shown to a person. */
  MN_UNUSABLE("mn-unusable");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static @Nullable Refusal of(Hj212Message message, Device device) {
    Refusal crc = ofCheck(message, device.crcPolicy());
    return crc != null ? crc : ofPassword(message, device);
  }

  /** Whether what came is what was sent, as far as the policy asks. */
  static @Nullable Refusal ofCheck(Hj212Message message, CrcPolicy policy) {
    return message.has(DeviationCode.TRUNCATED) ? TRUNCATED : ofCrc(message.crc(), policy);
  }

  /**
   * Whether a frame with an MN that nobody knows is no reason to write down a device: the MN of one
   * that broke off may be half an MN. A wrong check is a reason: there are devices whose check is
   * always wrong, and a person accepts them with another policy.
   */
  static @Nullable Refusal atTheDoor(Hj212Message message) {
    return message.has(DeviationCode.TRUNCATED) ? TRUNCATED : null;
  }

  /**
   * What the standard prints in upper case is right in lower case too: HJ 212 asks writers, not
   * readers, for upper case.
   */
  private static @Nullable Refusal ofCrc(CrcVerdict verdict, CrcPolicy policy) {
    return switch (policy) {
      case OFF -> null;
      case STRICT ->
          switch (verdict) {
            case RIGHT, LOWER_CASE -> null;
            case MODBUS, MODBUS_SWAPPED, BYTE_SWAPPED, LOST_ZERO, PLACEHOLDER -> CRC_VARIANT;
            case MISSING -> CRC_MISSING;
            case WRONG -> CRC_WRONG;
            case ENCRYPTED -> CRC_UNPROVED;
          };
      case TOLERATE_KNOWN ->
          switch (verdict) {
            case RIGHT, LOWER_CASE, MODBUS, MODBUS_SWAPPED, BYTE_SWAPPED, LOST_ZERO, PLACEHOLDER ->
                null;
            case MISSING -> CRC_MISSING;
            case WRONG -> CRC_WRONG;
            case ENCRYPTED -> CRC_UNPROVED;
          };
    };
  }

  private static @Nullable Refusal ofPassword(Hj212Message message, Device device) {
    boolean strict = device.passwordPolicy() == PasswordPolicy.STRICT;
    return strict && device.password() != null && !device.password().equals(message.pw())
        ? PASSWORD_WRONG
        : null;
  }
}
