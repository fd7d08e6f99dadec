// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Everything but telemetry: things, devices, places, alarms, cases; kept in SQLite. */
@NullMarked
package org.greenheart.storage.registry;

import org.jspecify.annotations.NullMarked;
