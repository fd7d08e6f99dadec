// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Ambient air: limits (GB 3095), the air quality index (HJ 633), means and their validity,
 * evaluation (HJ 663), warnings of heavy pollution, and how far a year's target is. The day of the
 * data selects the edition. All arithmetic is exact.
 */
@NullMarked
package org.greenheart.regulation.air;

import org.jspecify.annotations.NullMarked;
