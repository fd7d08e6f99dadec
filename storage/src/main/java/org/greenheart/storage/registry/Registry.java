// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The metadata store. Called directly, every method of its tables is a transaction of its own and
 * durable when it returns. Thread-safe.
 *
 * <p>Methods throw {@link RegistryException} when the store fails.
 */
public interface Registry extends Tables, AutoCloseable {
  /**
   * Changes several tables in one durable transaction: all of it or nothing. Use only the tables
   * given, only within the call and on its thread. An exception undoes everything. A method of a
   * table that fails is undone alone: who catches its exception may go on.
   */
  <T> T write(Function<Tables, T> work);

  /** Reads several tables as they are at one moment. Use only the tables given. */
  <T> T read(Function<Tables, T> work);

  /**
   * Copies the store as it is at one moment into a new file, while it is in use.
   *
   * @throws RegistryException {@code DUPLICATE} when the file exists
   */
  void snapshotTo(Path file);

  /**
   * Who sees what this thread changes from now on, in place of whoever saw it before. Transactions
   * that change nothing are not told of.
   *
   * @param witness null for nobody
   */
  void witness(@Nullable Witness witness);

  @Override
  void close();
}
