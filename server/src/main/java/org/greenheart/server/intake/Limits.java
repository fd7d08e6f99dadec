// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;

/**
 * What one device, one address and all devices together may take of the server.
 *
 * @param connections open connections in all
 * @param connectionsPerAddress open connections from one address; high, since one front-end proxy
 *     may stand for a whole city
 * @param frameBytes longest frame on the wire; the length field itself ends at 9999
 * @param idle a connection that sends nothing for so long is closed. HJ 212-2017 lets a device
 *     report as rarely as every 3600 s, so the default leaves an hour and a margin
 * @param unansweredBytes bytes of frames that a connection may have waiting for their commit;
 *     beyond, the server stops reading from it until some are answered
 * @param superseded a connection whose last MN has moved to a newer one is closed once it was quiet
 *     for so long
 * @param stalled a connection whose peer takes none of its answers for so long is closed
 * @param closing how long a graceful close waits for answers still due
 */
public record Limits(
    int connections,
    int connectionsPerAddress,
    int frameBytes,
    Duration idle,
    int unansweredBytes,
    Duration superseded,
    Duration stalled,
    Duration closing) {
  /** The longest frame that its own length field can announce: 9999 and 12 around it. */
  public static final int LONGEST_FRAME = 10_011;

  public static final Limits DEFAULT =
      new Limits(
          20_000,
          2_000,
          LONGEST_FRAME,
          Duration.ofMinutes(70),
          64 * 1024,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5));

  public Limits {
    atLeast("connections", connections, 1);
    atLeast("connectionsPerAddress", connectionsPerAddress, 1);
    atLeast("frameBytes", frameBytes, 12);
    atLeast("unansweredBytes", unansweredBytes, 1);
    positive("idle", idle);
    positive("superseded", superseded);
    positive("stalled", stalled);
    positive("closing", closing);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s (%s) must be at least %s".formatted(name, value, least));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("%s (%s) must be positive".formatted(name, value));
    }
  }
}
