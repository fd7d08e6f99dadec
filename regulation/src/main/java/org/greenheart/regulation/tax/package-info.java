// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Environmental protection tax: pollution equivalents, the pollutants that an outlet pays for,
 * rates, reductions, solid waste, noise. Pure functions; amounts in kg, sewage in t, money in yuan.
 */
@NullMarked
package org.greenheart.regulation.tax;

import org.jspecify.annotations.NullMarked;
