// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * How points are cared for and what came of it: the upkeep ledger, fed by people, data marks and
 * device events, and the calendar of days.
 */
@NullMarked
package org.greenheart.server.upkeep;

import org.jspecify.annotations.NullMarked;
