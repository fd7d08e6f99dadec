// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.util.Optional;
import org.greenheart.regulation.rules.Exact;
import org.jspecify.annotations.Nullable;

/** Computed figures as answers have them: digits that nobody measured are left out. */
final class Shown {
  private static final int DIGITS = 4;

  private Shown() {}

  static BigDecimal of(BigDecimal figure) {
    return Exact.plain(Exact.round(figure, DIGITS));
  }

  static @Nullable BigDecimal of(Optional<BigDecimal> figure) {
    return figure.map(Shown::of).orElse(null);
  }
}
