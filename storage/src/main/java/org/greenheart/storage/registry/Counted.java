// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Access that counts committed writes, so that whoever keeps a subject at hand knows when to read
 * it again. A write that changed nothing counts too.
 */
record Counted(Access access, AtomicLong writes) implements Access {
  @Override
  public <T> T read(Work<T> work) {
    return access.read(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return access.write(
        handle -> {
          T result = work.on(handle);
          access.afterCommit(writes::incrementAndGet);
          return result;
        });
  }

  @Override
  public void afterCommit(Runnable action) {
    access.afterCommit(action);
  }

  @Override
  public InstantSource clock() {
    return access.clock();
  }
}
