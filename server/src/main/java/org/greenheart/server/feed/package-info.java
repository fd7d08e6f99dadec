// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Following the feed from a durable position: the loop that its readers share. */
@NullMarked
package org.greenheart.server.feed;

import org.jspecify.annotations.NullMarked;
