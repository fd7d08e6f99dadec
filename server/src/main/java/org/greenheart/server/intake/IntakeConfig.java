// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * How the intake is set up.
 *
 * @param address to listen on; port 0 = any free one
 * @param acceptUnknown whether a device that nobody has entered is accepted with its first right
 *     frame
 */
public record IntakeConfig(
    InetSocketAddress address, boolean acceptUnknown, Limits limits, PendingLimits pending) {
  /** HJ 212 devices are pointed at this port unless told otherwise. */
  public static final int DEFAULT_PORT = 9212;

  public IntakeConfig {
    requireNonNull(address, "address is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(pending, "pending is null");
  }

  /** The usual limits. */
  public static IntakeConfig on(InetSocketAddress address, boolean acceptUnknown) {
    return new IntakeConfig(address, acceptUnknown, Limits.DEFAULT, PendingLimits.DEFAULT);
  }
}
