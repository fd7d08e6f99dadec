// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import java.util.Set;

/**
 * An open connection.
 *
 * @param source {@code hj212:192.0.2.7:40112}
 * @param since when it was accepted
 * @param devices the MNs whose commands go this way
 * @param frames how many frames have come on it
 * @param unanswered how many of them are not on disk yet
 */
public record ConnectionInfo(
    String source, Instant since, Set<String> devices, long frames, int unanswered) {
  public ConnectionInfo {
    devices = Set.copyOf(devices);
  }
}
