// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Iterator;
import org.greenheart.storage.Observation;

/** Rows read one by one from one consistent view; close it. Not thread-safe. */
public interface RowCursor extends Iterator<Observation>, AutoCloseable {
  @Override
  void close();
}
