// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How often one thing was odd about frames since the start, and the last of these frames.
 *
 * @param code of the refusal or deviation
 * @param count at least 1
 * @param last when the last one was received
 * @param source of the last one
 * @param deviceId the MN of the last one, cut if it is too long to be one; empty when it has none
 */
public record FrameCount(String code, long count, Instant last, String source, String deviceId) {
  private static final int LONGEST_SHOWN = 32;

  public FrameCount {
    requireNonNull(code, "code is null");
    requireNonNull(last, "last is null");
    requireNonNull(source, "source is null");
    requireNonNull(deviceId, "deviceId is null");
  }

  /** An MN from the wire, cut where it is longer than any that the standard allows. */
  static String shown(String mn) {
    return mn.length() <= LONGEST_SHOWN
        ? mn
        : "%s… (%d characters)".formatted(mn.substring(0, LONGEST_SHOWN), mn.length());
  }

  FrameCount and(FrameCount next) {
    return new FrameCount(code, count + next.count, next.last, next.source, next.deviceId);
  }
}
