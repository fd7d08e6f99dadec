// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Cases: what is wrong at a point, who did what about it, and the proof in the data that it has
 * been put right.
 */
@NullMarked
package org.greenheart.server.cases;

import org.jspecify.annotations.NullMarked;
