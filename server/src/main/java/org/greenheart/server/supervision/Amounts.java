// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.greenheart.server.tax.MonitoredMonth;

/** What the server itself has monitored. Thread-safe. */
public interface Amounts {
  /** Nothing is monitored: the lists alone speak. */
  Amounts NONE = (from, to, now) -> List.of();

  /** Of all outlets, for the months from one to another, both included. */
  List<MonitoredMonth> of(YearMonth from, YearMonth to, Instant now);
}
