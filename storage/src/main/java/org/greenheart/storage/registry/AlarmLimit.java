// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;

/**
 * What an alarm was judged by.
 *
 * @param limit names the limit and its version
 * @param choice how it was chosen, as JSON
 */
public record AlarmLimit(long alarm, String limit, String choice, Instant recorded) {}
