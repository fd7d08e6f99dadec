// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.greenheart.server.intake.IntakeConfig;
import org.greenheart.server.intake.Limits;
import org.greenheart.server.intake.PendingLimits;

/**
 * How HJ 212 devices are served.
 *
 * @param keys file with the keys of devices that encrypt
 */
public record Hj212Config(IntakeConfig intake, Optional<Path> keys) {
  static Hj212Config from(Settings settings) {
    InetSocketAddress address =
        new InetSocketAddress(settings.text(Key.HJ212_HOST), settings.port(Key.HJ212_PORT));
    if (address.isUnresolved()) {
      throw settings.bad(Key.HJ212_HOST, "must be a name or address of this machine");
    }
    return new Hj212Config(
        new IntakeConfig(
            address, settings.flag(Key.HJ212_ACCEPT_UNKNOWN), limits(settings), pending(settings)),
        settings.optionalPath(Key.HJ212_SM4_KEYS));
  }

  private static Limits limits(Settings settings) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        settings.number(Key.HJ212_CONNECTIONS, 1, 1_000_000),
        settings.number(Key.HJ212_CONNECTIONS_PER_ADDRESS, 1, 1_000_000),
        usual.frameBytes(),
        settings.duration(Key.HJ212_IDLE),
        usual.unansweredBytes(),
        usual.superseded(),
        usual.stalled(),
        usual.closing());
  }

  private static PendingLimits pending(Settings settings) {
    return new PendingLimits(
        settings.number(Key.HJ212_PENDING_FRAMES, 1, Integer.MAX_VALUE),
        settings.size(Key.HJ212_PENDING_SIZE, 1),
        settings.number(Key.HJ212_PENDING_DEVICES, 1, Integer.MAX_VALUE),
        settings.size(Key.HJ212_PENDING_SIZE_IN_ALL, 1));
  }
}
