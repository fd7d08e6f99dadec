// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import org.jspecify.annotations.Nullable;

/** Observations one by one, in an order; close it. Not thread-safe. */
interface RowSource extends AutoCloseable {
  /** The next, or null after the last. */
  @Nullable ObservationRow next();

  @Override
  void close();
}
