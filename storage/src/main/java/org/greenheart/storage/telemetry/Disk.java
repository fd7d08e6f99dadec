// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Guards the life of the {@link Store}.
 *
 * <p>A native object that is used after it was closed brings the whole process down. So every use
 * of the store runs under a shared lock, and closing takes the exclusive one: it waits for those
 * that run, then closes the cursors that are still open, then the store. A cursor touched
 * afterwards throws. The store may be opened anew behind the same guard, which is how the engine
 * gets over errors that RocksDB does not recover from by itself.
 *
 * <p>Thread-safe. Not to be used within a use of itself.
 */
final class Disk implements AutoCloseable {
  private final Path folder;
  private final TelemetryOptions options;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Set<Dependent> dependents = ConcurrentHashMap.newKeySet();
  private @Nullable Store store;
  private boolean closed;

  /** Holds native objects of the store and lets them go when told, under the exclusive lock. */
  interface Dependent {
    void release();
  }

  Disk(Path folder, TelemetryOptions options) {
    this.folder = folder;
    this.options = options;
    store = Store.open(folder, options);
  }

  <T extends @Nullable Object> T use(Function<Store, T> reading) {
    lock.readLock().lock();
    try {
      Store open = store;
      if (open == null) {
        throw closed
            ? new TelemetryException(TelemetryException.Code.CLOSED, "telemetry is closed")
            : new TelemetryException(
                TelemetryException.Code.DISK,
                "telemetry in %s is being opened anew".formatted(folder));
      }
      return reading.apply(open);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** To be called within {@link #use}, so that no dependent is missed. */
  void register(Dependent dependent) {
    dependents.add(dependent);
  }

  /** Lets go of a dependent unless that was done when the store was closed. */
  void release(Dependent dependent) {
    lock.readLock().lock();
    try {
      if (dependents.remove(dependent)) {
        dependent.release();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * Closes the store and opens it again; when that fails, it stays closed and can be tried again.
   */
  void reopen() {
    lock.writeLock().lock();
    try {
      releaseAll();
      store = Store.open(folder, options);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Before closing: a short log makes the next start fast. */
  void tidy() {
    lock.readLock().lock();
    try {
      if (store != null) {
        store.writeOut();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private void releaseAll() {
    dependents.forEach(Dependent::release);
    dependents.clear();
    Store open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      releaseAll();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
