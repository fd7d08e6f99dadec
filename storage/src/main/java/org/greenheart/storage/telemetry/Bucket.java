// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.math.BigDecimal;
import org.greenheart.storage.Decimal;

/**
 * The numbers of one stretch of time, for charts.
 *
 * @param startMicros start of the stretch
 * @param count how many rows with a number
 * @param sum exact
 */
public record Bucket(long startMicros, long count, Decimal min, Decimal max, BigDecimal sum) {}
