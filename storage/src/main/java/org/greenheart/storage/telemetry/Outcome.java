// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

/** What became of an arrival. The code is part of the format on disk: never renumber. */
public enum Outcome {
  /** Understood; its rows are in the same batch. */
  DATA(1),
  /** Understood; carries an event of a device or nothing to keep as rows. */
  EVENT(2),
  /** From a device that nobody has accepted yet. */
  PENDING(3),
  /**
   * Refused by the policy of its device (CRC, password): no rows, no answer. Of these and of the
   * unreadable ones without a device (0) only the newest are kept: {@link
   * Telemetry#REFUSED_FRAMES}, {@link Telemetry#REFUSED_BYTES}.
   */
  REFUSED(4),
  /** Answered, but not understood: an unknown command or broken content. */
  UNREADABLE(5),
  /** Written by a person. */
  BY_HAND(6),
  /** Computed by the server. */
  COMPUTED(7);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Outcome ofCode(int code) {
    for (Outcome outcome : values()) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("outcome code (%s) is not known".formatted(code));
  }
}
