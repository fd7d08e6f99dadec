// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

/**
 * Something that keeps the server from being well.
 *
 * @param level how bad it is
 * @param code a short name that can be counted, such as {@code disk-full}
 * @param message what happened and what it means
 * @param nextStep what a person can do about it
 */
public record HealthReason(Level level, String code, String message, String nextStep) {
  /** From least to most severe. */
  public enum Level {
    /** Works, but someone should look. */
    DEGRADED,
    /** Data is not being taken in or cannot be kept. */
    FAILING
  }

  public HealthReason {
    requireNonNull(level, "level is null");
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    requireNonNull(nextStep, "nextStep is null");
  }
}
