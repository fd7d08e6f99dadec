// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Tests with real sockets, real frames and the registry on disk; the telemetry is in memory. */
@NullMarked
package org.greenheart.server.intake;

import org.jspecify.annotations.NullMarked;
