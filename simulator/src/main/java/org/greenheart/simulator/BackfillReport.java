// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How a prehistory went.
 *
 * @param answered uploads that the server answered (of 2005 devices: that were written)
 * @param unanswered uploads that it did not answer in all tries
 * @param took real time
 * @param failures what went wrong, one line a device
 */
public record BackfillReport(long answered, long unanswered, Duration took, List<String> failures) {
  public BackfillReport {
    failures = List.copyOf(failures);
  }
}
