// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.Instant;
import java.time.YearMonth;
import org.greenheart.server.tax.KnownMonths;

/** What the server itself has monitored. Thread-safe. */
public interface Amounts {
  /** Nothing is monitored: the lists alone speak. */
  Amounts NONE = (from, to, now) -> KnownMonths.NONE;

  /** Of all outlets, for the months from one to another, both included. */
  KnownMonths of(YearMonth from, YearMonth to, Instant now);
}
