// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.util.Locale;
import org.greenheart.storage.registry.RuleException;

/** The four tables of a Modbus device. */
enum RegisterArea {
  HOLDING(125),
  INPUT(125),
  COIL(2_000),
  DISCRETE(2_000);

  private final int most;

  RegisterArea(int most) {
    this.most = most;
  }

  /** How many registers or bits one request may ask for. */
  int most() {
    return most;
  }

  /** Whether it holds bits. */
  boolean isBits() {
    return this == COIL || this == DISCRETE;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Blank means holding registers. */
  static RegisterArea ofText(String text) {
    if (text.isBlank()) {
      return HOLDING;
    }
    for (RegisterArea area : values()) {
      if (area.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return area;
      }
    }
    throw new RuleException(
        "area", "must be holding, input, coil or discrete", text, "register-area");
  }
}
