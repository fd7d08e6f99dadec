// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Access inside a transaction that is open: reads see its own writes, nothing is committed here. A
 * table's method that fails is undone alone, so that the caller may go on. Not thread-safe.
 */
final class OpenTransaction implements Access {
  private final Handle handle;
  private final InstantSource clock;
  private final List<Runnable> afterCommit;
  private int depth;

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
    String savepoint = "step" + depth++;
    handle.savepoint(savepoint);
    try {
      T result = work.on(handle);
      handle.releaseSavepoint(savepoint);
      return result;
    } catch (RuntimeException e) {
      handle.rollbackToSavepoint(savepoint);
      throw e;
    } finally {
      depth--;
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
