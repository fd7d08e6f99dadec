// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one quantity in a sample.
 *
 * @param code {@code a21026}
 * @param value null when it was not detected
 * @param unit as the report says it
 * @param detectionLimit of the method (检出限), in the unit; given when nothing was detected
 * @param converted at reference oxygen (折算), as the report says; null when it says none
 * @param method number of the standard, such as HJ 57-2017; null where none is said
 * @param instrument null where none is said
 */
public record ManualResult(
    String code,
    @Nullable Decimal value,
    String unit,
    @Nullable Decimal detectionLimit,
    @Nullable Decimal converted,
    @Nullable String method,
    @Nullable String instrument) {
  /**
   * @throws RuleException {@code detection-limit}, {@code converted-of-nothing}, {@code blank}
   */
  public ManualResult {
    code = Checks.text("code", code);
    unit = Checks.text("unit", unit);
    method = Checks.optional("method", method);
    instrument = Checks.optional("instrument", instrument);
    if (value == null && detectionLimit == null) {
      throw new RuleException(
          "detectionLimit", "must be given where nothing was detected", "", "detection-limit");
    }
    if (detectionLimit != null && detectionLimit.unscaled() <= 0) {
      throw new RuleException(
          "detectionLimit", "must be above 0", detectionLimit, "detection-limit");
    }
    if (value == null && converted != null) {
      throw new RuleException(
          "converted",
          "must be blank where nothing was detected",
          converted,
          "converted-of-nothing");
    }
  }

  /** Whether nothing was found with the method (未检出). */
  public boolean isBelowDetection() {
    return value == null;
  }
}
