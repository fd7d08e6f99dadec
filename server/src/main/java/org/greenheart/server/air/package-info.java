// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The air of areas: their stations' hours, the index of HJ 633, and how far the year's target is.
 */
@NullMarked
package org.greenheart.server.air;

import org.jspecify.annotations.NullMarked;
