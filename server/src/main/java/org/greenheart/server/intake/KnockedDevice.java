// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import org.greenheart.protocols.hj212.Hj212Message;
import org.jspecify.annotations.Nullable;

/**
 * A device that has spoken and that nobody has accepted or rejected yet.
 *
 * @param number the registry's
 * @param deviceId the MN
 * @param systemType ST of its first frame; null when it had none
 * @param first when it was first heard
 * @param last when it was last heard
 * @param source from where: {@code hj212:192.0.2.7:40112}; empty when no frame of it is kept
 * @param frames how many of its frames are kept
 * @param bytes how many bytes they have
 * @param message its last frame, read; null when none of its frames is kept
 */
public record KnockedDevice(
    long number,
    String deviceId,
    @Nullable String systemType,
    Instant first,
    Instant last,
    String source,
    int frames,
    long bytes,
    @Nullable Hj212Message message) {}
