// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Whose limit holds, and whether a value keeps it: the shipped table of emission and quality
 * limits, the operator's own and the permits' beside it, the choice among them, and the judgement.
 * Pure: no clock, no I/O beyond the tables that stand in this package.
 */
@NullMarked
package org.greenheart.regulation.limits;

import org.jspecify.annotations.NullMarked;
