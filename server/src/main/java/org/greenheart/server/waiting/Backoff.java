// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import java.time.Duration;

/** How long to wait before what failed is tried again: 1, 2, 4 ... minutes, at most an hour. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Backoff() {}

  /**
   * @param attempts that failed before the last one; at least 0
   */
  public static Duration after(int attempts) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(attempts, 6));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
