// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/**
 * What going through the audit found.
 *
 * @param entries how many there are
 * @param broken the id of the first entry that is not as it was written, or is missing; null when
 *     all are
 * @param head the hash of the last entry: who has noted it elsewhere sees if the end was cut off
 */
public record AuditCheck(long entries, @Nullable Long broken, String head) {}
