// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Rows of observations and the frames they came from: the port and its engines. */
@NullMarked
package org.greenheart.storage.telemetry;

import org.jspecify.annotations.NullMarked;
