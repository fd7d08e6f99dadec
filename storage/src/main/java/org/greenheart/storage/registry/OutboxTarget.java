// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * Does what has been decided. It may be asked again for what it has done already, after a crash
 * between doing and clearing: then it changes nothing.
 */
@FunctionalInterface
public interface OutboxTarget {
  /** Returns when it is done and durable; throws when it has to be tried again. */
  void apply(OutboxEntry entry);
}
