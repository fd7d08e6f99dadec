// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

/**
 * How much is kept of devices that nobody has accepted. Beyond, their frames are neither kept nor
 * answered.
 *
 * @param frames of one device
 * @param bytes of one device
 * @param devices in all
 * @param bytesInAll of all devices together
 */
public record PendingLimits(int frames, long bytes, int devices, long bytesInAll) {
  public static final PendingLimits DEFAULT = new PendingLimits(10_000, 16L << 20, 1_000, 1L << 30);

  public PendingLimits {
    atLeastOne("frames", frames);
    atLeastOne("bytes", bytes);
    atLeastOne("devices", devices);
    atLeastOne("bytesInAll", bytesInAll);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s (%s) must be at least 1".formatted(name, value));
    }
  }
}
