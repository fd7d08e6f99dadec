// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

/**
 * The limit that judged a value, to be kept with the alarm.
 *
 * @param ref names the limit and its version: {@code permit-7}, {@code operator-3}, {@code
 *     shipped-1f2e3d4c}
 * @param choice how it was chosen, as JSON
 */
public record HeldLimit(String ref, String choice) {
  public HeldLimit {
    requireNonNull(ref, "ref is null");
    requireNonNull(choice, "choice is null");
  }
}
