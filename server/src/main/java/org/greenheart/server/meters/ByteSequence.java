// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.util.Locale;
import org.greenheart.storage.registry.RuleException;

/**
 * The order of the bytes of a number, as if it had four of them: A is the highest. Longer numbers
 * follow by words and bytes likewise, those of one register by bytes.
 */
enum ByteSequence {
  ABCD(false, false),
  CDAB(true, false),
  BADC(false, true),
  DCBA(true, true);

  private final boolean wordsTurned;
  private final boolean bytesTurned;

  ByteSequence(boolean wordsTurned, boolean bytesTurned) {
    this.wordsTurned = wordsTurned;
    this.bytesTurned = bytesTurned;
  }

  /** Blank means ABCD. */
  static ByteSequence ofText(String text) {
    if (text.isBlank()) {
      return ABCD;
    }
    for (ByteSequence sequence : values()) {
      if (sequence.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
        return sequence;
      }
    }
    throw new RuleException("order", "must be ABCD, CDAB, BADC or DCBA", text, "register-order");
  }

  /** From the order on the wire to high first, or back. */
  byte[] highFirst(byte[] wire) {
    byte[] high = new byte[wire.length];
    for (int i = 0; i < wire.length; i++) {
      int word = wordsTurned ? wire.length / 2 - 1 - i / 2 : i / 2;
      int low = bytesTurned ? 1 - i % 2 : i % 2;
      high[2 * word + low] = wire[i];
    }
    return high;
  }
}
