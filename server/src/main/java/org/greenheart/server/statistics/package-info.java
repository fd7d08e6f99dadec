// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Statistics of periods that a device does not send: hours out of minutes, days out of hours, as
 * computed Datastreams of their own.
 */
@NullMarked
package org.greenheart.server.statistics;

import org.jspecify.annotations.NullMarked;
