// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.List;

/**
 * What the intake counts.
 *
 * @param answered frames answered or taken without an answer wanted, since the start
 * @param connections open now
 * @param port that devices connect to; 0 when the listener is down
 * @param refused frames neither read into rows nor answered, by why; the last one first
 */
public record IntakeFigures(long answered, int connections, int port, List<FrameTally> refused) {
  public IntakeFigures {
    refused = List.copyOf(refused);
  }
}
