// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;

/**
 * Why frames could not be kept.
 *
 * @param nextStep what a person can do about it
 */
public record IntakeFailure(Instant at, String message, String nextStep) {}
