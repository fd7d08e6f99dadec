// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * How a table class reaches the database: with transactions of its own, or inside one that a caller
 * has opened. So every table class is written once and serves both.
 */
interface Access {
  /** Work on an open connection. */
  interface Work<T> {
    T on(Handle handle);
  }

  /** Reads from one consistent view. */
  <T> T read(Work<T> work);

  /** Writes all or nothing. */
  <T> T write(Work<T> work);

  /** Runs when what is being written has been committed. Only within {@link #write}. */
  void afterCommit(Runnable action);

  InstantSource clock();
}
