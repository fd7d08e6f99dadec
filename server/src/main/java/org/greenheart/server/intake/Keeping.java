// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

/** Tries to make a frame durable. May be asked again: keeping twice changes nothing. */
@FunctionalInterface
interface Keeping {
  /** Starts an attempt; never throws for what the disk does. */
  Attempt attempt();
}
