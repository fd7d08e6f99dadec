// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * Stands beside the transactions of one thread and writes down what they change, in themselves: see
 * {@link Registry#witness}. Called on that thread, while nobody else writes: it waits for nothing.
 */
public interface Witness {
  /** A transaction begins; the log shows what is there before it. */
  void begins(AuditLog log);

  /**
   * It has changed something and is about to be committed. What is added here is kept with the
   * change, and neither without the other: an exception undoes both.
   */
  void changed(AuditLog log);
}
