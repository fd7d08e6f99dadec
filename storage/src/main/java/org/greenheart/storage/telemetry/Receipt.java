// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

/**
 * The promise that an arrival is on disk.
 *
 * @param arrival its number, or the number of the first copy for a repeat
 * @param repeat whether the same bytes had been kept before: nothing was written again
 * @param changed how many rows were written or deleted
 */
public record Receipt(long arrival, boolean repeat, int changed) {}
