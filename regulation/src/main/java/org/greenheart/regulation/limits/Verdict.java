// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value keeps a limit. Immutable.
 *
 * @param limit which one
 * @param judged the value in the limit's unit, at its reference oxygen, in its digits
 * @param exceeded equality complies
 * @param multiple (judged − limit) / limit (超标倍数), below 0 when it complies; null where the law
 *     knows none: a range, a lower limit, a limit of 0
 */
public record Verdict(
    Limit limit,
    BigDecimal judged,
    boolean exceeded,
    @Nullable BigDecimal multiple,
    boolean roundingDecides) {
  public Verdict {
    requireNonNull(limit, "limit is null");
    requireNonNull(judged, "judged is null");
  }
}
