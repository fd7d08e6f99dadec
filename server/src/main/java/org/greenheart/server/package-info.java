// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The server, put together by hand: Main reads as a table of contents. */
@NullMarked
package org.greenheart.server;

import org.jspecify.annotations.NullMarked;
