// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import java.util.Optional;

/** The column families of the store; part of the format on disk. */
enum Family {
  /** Rows that are not sealed, and marks of deleted sealed ones: row key -> {@link RowCodec}. */
  ROWS("rows"),
  /** Sealed rows: datastream and first time -> {@link Chunk}. */
  CHUNKS("chunks"),
  /** Arrival number -> {@link ArrivalCodec}. */
  ARRIVALS("arrivals"),
  /** Device and arrival number -> hash of the raw bytes. */
  BY_DEVICE("by-device"),
  /** Datastream -> {@link Head}: its exact count and its newest row. */
  HEADS("heads"),
  /** Number of the sequence -> row key. */
  IDS("ids"),
  /** The format, what was given out last, what was applied. */
  META("meta");

  private final String familyName;

  Family(String familyName) {
    this.familyName = familyName;
  }

  String familyName() {
    return familyName;
  }

  /** Empty for a name that a newer version may know. */
  static Optional<Family> ofName(String name) {
    return Arrays.stream(values()).filter(it -> it.familyName.equals(name)).findAny();
  }
}
