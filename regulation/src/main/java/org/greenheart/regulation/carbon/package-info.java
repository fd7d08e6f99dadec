// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Energy and carbon of a plant, ceramics first: standard coal, burning of fuels, carbonates, bought
 * electricity and heat, quota of energy for each product, uncertainty. Pure functions; CO2 in t,
 * energy in GJ or kgce, gas in units of 10 000 m3 at 0 °C and 101.325 kPa.
 */
@NullMarked
package org.greenheart.regulation.carbon;

import org.jspecify.annotations.NullMarked;
