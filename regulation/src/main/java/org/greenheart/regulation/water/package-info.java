// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Waste water, rivers and lakes: surface-water classes, black-odorous water, trophic state, city
 * index, flow-weighted means, missing data, floods and rain. Pure functions; concentrations in mg/L
 * unless said otherwise.
 */
@NullMarked
package org.greenheart.regulation.water;

import org.jspecify.annotations.NullMarked;
