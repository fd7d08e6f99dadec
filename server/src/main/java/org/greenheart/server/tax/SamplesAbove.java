// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.time.YearMonth;

/** What laboratories found above a limit, beside the automatic data. Thread-safe. */
@FunctionalInterface
public interface SamplesAbove {
  /** How many samples of a quantity at an outlet exceeded their limit in a month. */
  int of(long outlet, String code, YearMonth month);
}
