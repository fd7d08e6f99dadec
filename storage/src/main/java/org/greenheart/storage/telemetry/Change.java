// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A change of the store that is not an arrival: runs between groups in the committer's thread,
 * which is the only one that writes.
 */
@FunctionalInterface
interface Change<T extends @Nullable Object> {
  T make(Writing writing) throws RocksDBException;

  /** What a change works with; valid while it runs. */
  interface Writing {
    Store store();

    Remembered remembered();

    /** Writes a batch, durable at once or in the wake of the next durable one. */
    void write(Batch batch, boolean sync) throws RocksDBException;
  }
}
