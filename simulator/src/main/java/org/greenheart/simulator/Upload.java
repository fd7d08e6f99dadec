// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import org.greenheart.protocols.hj212.Hj212Message;

/**
 * One message on its way to the server.
 *
 * @param message as it leaves the first time
 * @param resent whether it has left before and found no answer
 */
record Upload(Hj212Message message, boolean resent) {
  Upload {
    requireNonNull(message, "message is null");
  }

  Upload again() {
    return resent ? this : new Upload(message, true);
  }

  boolean answerWanted() {
    return message.answerWanted();
  }
}
