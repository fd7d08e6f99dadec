// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Exact;

/**
 * What is to be known about a figure before it is believed.
 *
 * @param code lower case with hyphens: {@code hours-missing}
 * @param about the meter, bill, unit or product
 * @param value what was found, such as a number of hours
 * @param incomplete whether something that should be in the figure is not
 */
public record Finding(String code, String about, String value, boolean incomplete) {
  public Finding {
    requireNonNull(code, "code is null");
    requireNonNull(about, "about is null");
    requireNonNull(value, "value is null");
  }

  /** Something that lies partly outside of the time. */
  static Finding ofShare(String code, String about, BigDecimal share) {
    return new Finding(code, about, Exact.text(share.movePointRight(2), 1) + " %", false);
  }
}
