// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** One kind of rows of the place side. Thread-safe. */
public interface PlaceTable<T> {
  /** All, by id. */
  List<T> list();

  Optional<T> find(long id);

  /**
   * Keeps a row. With an id it replaces that row; without one (0) it replaces the row with the same
   * natural key (code, credit code ...), else it is new.
   *
   * @throws RegistryException {@code NOT_FOUND} when the row or one that it points at does not
   *     exist; {@code DUPLICATE} when another row has its natural key
   * @throws RuleException when it does not fit the rows that it points at
   */
  Change<T> put(T row);

  /**
   * @throws RegistryException {@code NOT_FOUND}; {@code IN_USE} when other rows point at it
   */
  void remove(long id);
}
