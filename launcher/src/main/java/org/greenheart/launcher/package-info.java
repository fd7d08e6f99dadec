// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The command line: serve, demo, inspect. */
@NullMarked
package org.greenheart.launcher;

import org.jspecify.annotations.NullMarked;
