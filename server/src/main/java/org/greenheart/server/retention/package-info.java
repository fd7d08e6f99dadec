// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** What is thrown away when, what has to stay, and how long the disk lasts. */
@NullMarked
package org.greenheart.server.retention;

import org.jspecify.annotations.NullMarked;
