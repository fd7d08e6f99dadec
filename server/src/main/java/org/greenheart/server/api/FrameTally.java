// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How many frames were refused for one reason, or odd in one way, since the start, and the last of
 * them.
 *
 * @param code of the reason, such as {@code crc-wrong}
 * @param last when the last one was received
 * @param address whence it came
 * @param deviceId its MN; empty when it has none
 */
public record FrameTally(String code, long count, Instant last, String address, String deviceId) {
  public FrameTally {
    requireNonNull(code, "code is null");
    requireNonNull(last, "last is null");
    requireNonNull(address, "address is null");
    requireNonNull(deviceId, "deviceId is null");
  }
}
