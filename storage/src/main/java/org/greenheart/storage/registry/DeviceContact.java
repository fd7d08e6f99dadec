// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;

/**
 * When a device was last heard and from where, as last written down: not later than the truth, but
 * perhaps minutes earlier.
 */
public record DeviceContact(long device, Instant heard, String address) {}
