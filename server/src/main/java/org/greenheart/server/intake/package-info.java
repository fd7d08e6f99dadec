// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** From a device's connection to durable rows and back to its answer. */
@NullMarked
package org.greenheart.server.intake;

import org.jspecify.annotations.NullMarked;
