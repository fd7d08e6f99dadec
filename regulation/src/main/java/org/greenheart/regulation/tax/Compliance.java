// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Check;

/**
 * How a pollutant kept to its limit at an outlet in the month of the tax. Immutable.
 *
 * @param mean of the month: of the hourly means in air, of the daily means in water, of the results
 *     of manual monitoring; converted where the limit has a reference oxygen
 * @param limit the strictest that holds, in the unit of the mean
 * @param exceedances hourly means (air), daily means (water) and manual results above the limit
 */
public record Compliance(BigDecimal mean, BigDecimal limit, int exceedances) {
  public Compliance {
    Check.notNegative("mean", mean);
    Check.positive("limit", limit);
    Check.notNegative("exceedances", BigDecimal.valueOf(exceedances));
  }
}
