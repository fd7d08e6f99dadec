// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.jspecify.annotations.Nullable;

/** A rule for sulfur dioxide by the hour, at all points. */
final class HourRules {
  static final String CODE = "hour-limit";

  private HourRules() {}

  static Rule above(String limit, @Nullable String criterion) {
    return new Rule(
        CODE,
        0,
        "above-limit",
        "小时均值超限",
        "Hourly mean above limit",
        Severity.DANGER,
        null,
        "{\"interval\":\"hour\",\"code\":\"a21026\",\"limit\":\"%s\"}".formatted(limit),
        Duration.ZERO,
        Duration.ZERO,
        criterion != null,
        criterion,
        "permit",
        true,
        "operator",
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
