// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The door for devices: sockets in, durable rows behind them, answers out. What is acknowledged
 * here is on disk.
 */
@NullMarked
package org.greenheart.server.intake;

import org.jspecify.annotations.NullMarked;
