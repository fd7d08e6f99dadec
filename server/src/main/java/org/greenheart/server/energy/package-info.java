// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Energy and carbon of works: what was used where, in standard coal and CO2, for one unit of what
 * was made; the inventory of a year, the page of a kiln and that of a park.
 */
@NullMarked
package org.greenheart.server.energy;

import org.jspecify.annotations.NullMarked;
