// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Stationary sources under continuous monitoring: reference oxygen, gas states, amounts, validity
 * of averages, marks, missing data. Pure functions; concentrations in mg/m3 of dry gas at 273 K and
 * 101 325 Pa unless said otherwise, temperatures in degrees Celsius, pressures in Pa.
 */
@NullMarked
package org.greenheart.regulation.cems;

import org.jspecify.annotations.NullMarked;
