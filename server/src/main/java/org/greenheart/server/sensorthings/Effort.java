// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

/**
 * How many rows one request may look at. A request that has used it up ends its page early (the
 * next one goes on there), or is refused where only the whole gives an answer. Not thread-safe.
 */
final class Effort {
  private long left;

  Effort(long rows) {
    this.left = rows;
  }

  /** Takes one row; false when none is left. */
  boolean spend() {
    return left-- > 0;
  }

  boolean isSpent() {
    return left <= 0;
  }

  /** Takes one row where the answer needs all of them. */
  void need(String what) {
    if (!spend()) {
      throw RequestException.bad(
          "too-much-work",
          what
              + " would look at too many observations: narrow the filter by phenomenonTime or by"
              + " Datastream");
    }
  }
}
