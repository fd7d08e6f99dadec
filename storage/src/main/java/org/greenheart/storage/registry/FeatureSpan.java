// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * The feature that a thing's observations are of, for a time.
 *
 * @param fromMicros start, inclusive
 * @param toMicros end, exclusive
 */
public record FeatureSpan(long thing, long feature, long fromMicros, long toMicros) {}
