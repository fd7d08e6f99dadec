// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stands at present.
 *
 * @param row null when it is not there
 * @param inOverlay whether the column family of unsealed rows has an entry: the row, or the mark of
 *     a deleted one
 * @param sealedBeneath whether a chunk has it
 */
record Standing(@Nullable Observation row, boolean inOverlay, boolean sealedBeneath) {
  static final Standing NOWHERE = new Standing(null, false, false);
}
