// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Meters: sources that are asked (Modbus, DL/T 645) or listened to (MQTT), what is read of them,
 * and what their counters say was used.
 */
@NullMarked
package org.greenheart.server.meters;

import org.jspecify.annotations.NullMarked;
