// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.PactHost;

/** Carries an event to the system of an enterprise. */
interface PactPost {
  /**
   * @param secret as the system's operator gave it
   * @param body a CloudEvent
   */
  void send(PactHost to, String secret, String body) throws SendException;
}
