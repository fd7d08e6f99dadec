// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

/**
 * One place where a frame leaves the standard.
 *
 * @param code which rule
 * @param offset the byte where it shows, counted from the frame's first {@code #}; inside content
 *     that was sent as printed or hex cipher text: the start of that text
 */
public record Deviation(DeviationCode code, int offset) {
  public Deviation {
    requireNonNull(code, "code is null");
    if (offset < 0) {
      throw new IllegalArgumentException("offset (%s) must not be negative".formatted(offset));
    }
  }
}
