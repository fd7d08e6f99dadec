// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

/**
 * What a browser is told.
 *
 * @param arrival the feed has been told up to here: where a browser that comes again goes on
 * @param name {@code points}, {@code rows}, {@code alarm}, {@code case}, {@code notice}, {@code
 *     device} or {@code reset} (what followed is no longer known: read again)
 * @param json the event's data
 */
record LiveEvent(long arrival, String name, String json) {
  LiveEvent {
    requireNonNull(name, "name is null");
    requireNonNull(json, "json is null");
  }

  static LiveEvent reset(long arrival) {
    return new LiveEvent(arrival, "reset", "{}");
  }
}
