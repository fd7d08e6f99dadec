// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Optional;

/**
 * How the intake is, for /health and the console.
 *
 * @param listening whether the port is open
 * @param port the port that it listens on; 0 when it does not
 * @param connections open now
 * @param unanswered frames read and not yet on disk
 * @param failing whether the last attempt to keep a frame failed: devices get no answers
 * @param lastFailure the last one, also when it is over
 */
public record IntakeHealth(
    boolean listening,
    int port,
    int connections,
    long unanswered,
    boolean failing,
    Optional<IntakeFailure> lastFailure) {
  public boolean healthy() {
    return listening && !failing;
  }
}
