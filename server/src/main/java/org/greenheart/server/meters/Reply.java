// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.Bytes;

/**
 * What one meter answered.
 *
 * @param raw what is kept of it: registers as text, frames as they came
 */
record Reply(Bytes raw, List<ReadValue> values) {
  Reply {
    requireNonNull(raw, "raw is null");
    values = List.copyOf(values);
  }
}
