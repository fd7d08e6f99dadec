// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** OGC SensorThings API 1.1 (OGC 18-088): the reading side of everything that is measured. */
@NullMarked
package org.greenheart.server.sensorthings;

import org.jspecify.annotations.NullMarked;
