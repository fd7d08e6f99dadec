// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * Where a thing belongs; 0 = nowhere.
 *
 * @param enterprise the one that the outlet or facility belongs to, where these are given; then it
 *     may be left 0
 */
public record PointPlace(long thing, long area, long enterprise, long outlet, long facility) {}
