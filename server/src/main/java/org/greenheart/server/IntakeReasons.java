// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthReason.Level;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.intake.IntakeFailure;
import org.greenheart.server.intake.IntakeHealth;

/** Says on /health when devices are not served. */
record IntakeReasons(Intake intake) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    IntakeHealth health = intake.health();
    if (!health.listening()) {
      return List.of(
          new HealthReason(
              Level.FAILING,
              "hj212-not-listening",
              "The port for HJ 212 devices is closed: none can connect.",
              "Look at the log and start the server again."));
    }
    Optional<IntakeFailure> failure = health.lastFailure();
    if (health.failing() && failure.isPresent()) {
      return List.of(
          new HealthReason(
              Level.FAILING,
              "hj212-not-kept",
              "Since %s frames of devices cannot be kept: %s. They get no answer and send again."
                  .formatted(failure.get().at(), failure.get().message()),
              failure.get().nextStep()));
    }
    return List.of();
  }
}
