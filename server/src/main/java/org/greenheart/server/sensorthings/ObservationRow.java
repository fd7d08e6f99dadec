// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.StreamRow;
import org.greenheart.storage.registry.Term;

/** An observation with what is known of its Datastream. */
record ObservationRow(Observation observation, StreamRow stream) {
  RowKey key() {
    return observation.key();
  }

  /** Its place in any order: the key as values. */
  static List<Term.Constant> place(RowKey key) {
    return List.of(
        new Term.Numeral(BigDecimal.valueOf(key.datastream())),
        new Term.Time(key.startMicros()),
        new Term.Numeral(BigDecimal.valueOf(key.n())));
  }
}
