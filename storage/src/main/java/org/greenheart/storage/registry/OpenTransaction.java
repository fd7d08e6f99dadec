// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Access inside a transaction that is open: reads see its own writes, nothing is committed here.
 * Once a table's method has failed, what it left half done must not be committed, so the
 * transaction is broken for good. Not thread-safe.
 */
final class OpenTransaction implements Access {
  private final Handle handle;
  private final InstantSource clock;
  private final List<Runnable> afterCommit;
  private boolean broken;

  OpenTransaction(Handle handle, InstantSource clock, List<Runnable> afterCommit) {
    this.handle = handle;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  Handle handle() {
    return handle;
  }

  @Override
  public <T> T read(Work<T> work) {
    return work.on(handle);
  }

  @Override
  public <T> T write(Work<T> work) {
    requireUnbroken();
    try {
      return work.on(handle);
    } catch (RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  void requireUnbroken() {
    if (broken) {
      throw new IllegalStateException("the registry transaction failed before: it is undone");
    }
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }
}
