// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** Datastreams of an enterprise's own points. */
public final class OwnStreams {
  private OwnStreams() {}

  /**
   * By its number.
   *
   * @throws RuleException {@code unknown-datastream}, also for one of a point that stands elsewhere
   */
  public static Datastream require(Tables tables, long enterprise, String field, String number) {
    return tables
        .catalogue()
        .datastream(number(field, number))
        .filter(
            stream ->
                tables
                    .places()
                    .points()
                    .find(stream.thing())
                    .map(PointPlace::enterprise)
                    .filter(owner -> owner == enterprise)
                    .isPresent())
        .orElseThrow(() -> unknown(field, number));
  }

  private static long number(String field, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unknown(field, text);
    }
  }

  private static RuleException unknown(String field, String number) {
    return new RuleException(
        field,
        "must be the number of a datastream at a point of the works",
        number,
        "unknown-datastream");
  }
}
