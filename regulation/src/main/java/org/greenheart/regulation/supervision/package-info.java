// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Supervision of the environmental tax: what a firm declared is held against its permit,
 * monitoring, waste, penalties and consumption; what does not fit is a clue, with both sums and the
 * records it rests on. A clue accuses nobody: a person checks it. Pure functions.
 */
@NullMarked
package org.greenheart.regulation.supervision;

import org.jspecify.annotations.NullMarked;
