// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Devices that speak real bytes, and the demo city made of them. */
@NullMarked
package org.greenheart.simulator;

import org.jspecify.annotations.NullMarked;
