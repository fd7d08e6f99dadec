// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** What is kept: observations and exact numbers. The ports stand in telemetry and registry. */
@NullMarked
package org.greenheart.storage;

import org.jspecify.annotations.NullMarked;
