// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.io.IOException;

/**
 * The sending half of a device's connection: where its frames leave. Used by one thread at a time.
 */
public interface Line {
  /**
   * Sends one frame.
   *
   * @throws IOException if the connection is gone
   */
  void send(byte[] frame) throws IOException;

  /** Cuts the connection. */
  void hangUp() throws IOException;
}
