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

  /** Where it is known before that an answer needs more rows than one request may try. */
  static RequestException tooMuch(String what, long rows, long most) {
    return RequestException.bad(
        "too-much-work",
        "%s would look at %d observations, %d are the most: add a Datastream (Datastream/id eq 7) or a time (phenomenonTime ge 2026-01-01T00:00:00Z) to $filter"
            .formatted(what, rows, most));
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
