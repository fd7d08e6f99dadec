// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Access to one consistent view; the connection itself refuses to write. */
final class ReadOnly implements Access {
  private final Handle handle;
  private final InstantSource clock;

  ReadOnly(Handle handle, InstantSource clock) {
    this.handle = handle;
    this.clock = clock;
  }

  @Override
  public <T> T read(Work<T> work) {
    return work.on(handle);
  }

  @Override
  public <T> T write(Work<T> work) {
    throw new IllegalStateException("this view of the registry is for reading only");
  }

  @Override
  public void afterCommit(Runnable action) {
    throw new IllegalStateException("this view of the registry is for reading only");
  }

  @Override
  public InstantSource clock() {
    return clock;
  }
}
