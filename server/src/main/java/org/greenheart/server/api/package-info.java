// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The HTTP interface: console, REST, live events, metrics, health. */
@NullMarked
package org.greenheart.server.api;

import org.jspecify.annotations.NullMarked;
