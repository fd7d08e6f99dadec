// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

/** Why a frame is neither kept nor answered. */
enum Drop {
  DEVICE_REJECTED("device-rejected"),
  PENDING_LIMIT("pending-limit"),
  FRAME_BYTES("frame-bytes"),
  SERIAL_LIMIT("serial-limit"),
  BROKEN("broken");

  private final String code;

  Drop(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
