// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** {@code /api/retention}: how long what is kept, and what the last run has done. */
public final class RetentionRoutes implements Routes {
  private final RetentionLimits limits;
  private final Retention retention;
  private final Telemetry telemetry;

  public RetentionRoutes(RetentionLimits limits, Retention retention, Telemetry telemetry) {
    this.limits = requireNonNull(limits, "limits is null");
    this.retention = requireNonNull(retention, "retention is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/retention", ctx -> ctx.json(view()), Right.READ_SERVER);
  }

  private View view() {
    return new View(
        new Days(
            days(limits.frames()),
            days(limits.realtime()),
            days(limits.minute()),
            days(limits.hour()),
            days(limits.day())),
        telemetry.arrivalsExpiredBefore().orElse(null),
        retention.nextExpiry(),
        retention.lastRun().orElse(null),
        retention.failure().orElse(null));
  }

  private static @Nullable Long days(Optional<Duration> limit) {
    return limit.map(Duration::toDays).orElse(null);
  }

  /**
   * @param keptDays how many whole days what is kept; null for ever
   * @param framesSince frames received before are not kept; null when none has been deleted
   * @param nextRun when it is looked at next
   * @param lastRun null before the first since the start
   * @param failure why it does not get on; null when it does
   */
  record View(
      Days keptDays,
      @Nullable Instant framesSince,
      Instant nextRun,
      @Nullable RetentionRun lastRun,
      @Nullable String failure) {}

  record Days(
      @Nullable Long frames,
      @Nullable Long realtime,
      @Nullable Long minute,
      @Nullable Long hour,
      @Nullable Long day) {}
}
