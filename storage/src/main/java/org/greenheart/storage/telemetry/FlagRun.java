// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring rows of a datastream that carry the same flag; a row without one ends it.
 *
 * @param firstMicros start of its first row
 * @param lastMicros start of its last row
 */
public record FlagRun(long firstMicros, long lastMicros, String flag) {
  public FlagRun {
    requireNonNull(flag, "flag is null");
  }

  /** Gathers the runs of rows that are shown oldest first. */
  static final class Gathering {
    private final List<FlagRun> runs = new ArrayList<>();
    private @Nullable String flag;
    private long first;
    private long last;

    void add(long startMicros, @Nullable String next) {
      if (flag == null || !flag.equals(next)) {
        end();
        flag = next;
        first = startMicros;
      }
      last = startMicros;
    }

    private void end() {
      if (flag != null) {
        runs.add(new FlagRun(first, last, flag));
      }
    }

    List<FlagRun> done() {
      end();
      return List.copyOf(runs);
    }
  }
}
