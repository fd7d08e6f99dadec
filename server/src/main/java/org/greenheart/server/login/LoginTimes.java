// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long somebody stays in.
 *
 * @param idle a session that is not used for so long ends
 * @param longest every session ends after it
 */
public record LoginTimes(Duration idle, Duration longest) {
  /** A shift long, and a week at most. */
  public static final LoginTimes USUAL = new LoginTimes(Duration.ofHours(12), Duration.ofDays(7));

  public LoginTimes {
    requireNonNull(idle, "idle is null");
    requireNonNull(longest, "longest is null");
    if (idle.isNegative() || idle.isZero() || longest.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "idle (%s) must be above 0 and at most longest (%s)".formatted(idle, longest));
    }
  }
}
