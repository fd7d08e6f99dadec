// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Waiting on the server's clock, behind a port that tests fake. */
@NullMarked
package org.greenheart.server.waiting;

import org.jspecify.annotations.NullMarked;
