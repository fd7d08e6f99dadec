// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The watch: reads the feed from its durable position, judges each point by its rules in the data's
 * own time, and turns what it finds into alarms and cases.
 */
@NullMarked
package org.greenheart.server.watch;

import org.jspecify.annotations.NullMarked;
