// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import org.greenheart.storage.RowKey;

/** Rows of which a value was replaced or deleted. Thread-safe. */
public interface CorrectedRows {
  /** Keeps their keys; those known already change nothing. */
  void record(Collection<RowKey> rows);

  /** By key. */
  List<RowKey> all();
}
