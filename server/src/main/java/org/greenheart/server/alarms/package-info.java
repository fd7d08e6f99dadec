// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The life of alarms after they were raised: what people do about them, escalation and shelves by
 * the server's clock, and how many of them a person has to bear.
 */
@NullMarked
package org.greenheart.server.alarms;

import org.jspecify.annotations.NullMarked;
