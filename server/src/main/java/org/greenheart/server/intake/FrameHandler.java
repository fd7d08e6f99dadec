// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import org.greenheart.protocols.hj212.Hj212Frame;
import org.jspecify.annotations.Nullable;

/** What the network hands its frames to. Called by one reading thread per connection, in order. */
interface FrameHandler {
  /**
   * Takes the next frame of a connection.
   *
   * @return what is to be kept and answered; null when the frame is neither kept nor answered
   */
  @Nullable InFlight handle(Connection connection, Hj212Frame frame);

  /** The connection is gone: nothing can be sent on it any more. */
  void closed(Connection connection);
}
