// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Datastream;
import org.jspecify.annotations.Nullable;

/**
 * Which limit counts for a Datastream, for pages and lists: that of its own mean, else of a longer
 * one, which a value of a shorter mean is on the way to. Thread-safe.
 */
public interface LimitsInForce {
  /** Nothing is limited. */
  LimitsInForce NONE =
      new LimitsInForce() {
        @Override
        public long changes() {
          return 0;
        }

        @Override
        public Optional<ValueLimit> at(Datastream datastream, Instant moment) {
          return Optional.empty();
        }

        @Override
        public List<Span> between(Datastream datastream, Instant from, Instant to) {
          return List.of();
        }
      };

  /** Only rises, and does when a limit may be another than before. */
  long changes();

  /** The limit that counts on the day of a moment, in Beijing. */
  Optional<ValueLimit> at(Datastream datastream, Instant moment);

  /** Those of a stretch of time, in its order, each for as long as it counts. */
  List<Span> between(Datastream datastream, Instant from, Instant to);

  /**
   * A limit over some time.
   *
   * @param limit null where none counts
   */
  record Span(Instant from, Instant to, @Nullable ValueLimit limit) {
    public Span {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
    }
  }
}
