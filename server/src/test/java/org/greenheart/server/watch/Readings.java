// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.jspecify.annotations.Nullable;

/** Feeds one condition with values by the minute, written as a person would note them. */
final class Readings {
  static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");

  private final Condition condition;
  private final LatestSamples samples;
  private Instant at = T0;

  Readings(Condition condition) {
    this.condition = condition;
    this.samples = new LatestSamples(condition.lookback());
  }

  static Signal minute(String code) {
    return new Signal(code, Interval.MINUTE);
  }

  static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }

  static HeldLimits limit(String text) {
    return moment -> Optional.of(StandingLimit.atMost(number(text)));
  }

  static Rule rule(String kind, String parameters) {
    return new Rule(
        "rule",
        0,
        kind,
        "规则",
        "Rule",
        Severity.WARNING,
        (Long) null,
        parameters,
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "",
        true,
        "operator",
        T0);
  }

  /** Values of one moment, {@code level=3.2 pump=0C}: a letter behind a number is its mark. */
  Readings put(int minute, String values) {
    at = T0.plus(Duration.ofMinutes(minute));
    for (String pair : values.split(" ", -1)) {
      String[] parts = pair.split("=", 2);
      Signal signal =
          parts[0].startsWith("in:") ? minute(parts[0].substring(3)).at(7) : minute(parts[0]);
      String text = parts[1];
      String flag = null;
      if (Character.isLetter(text.charAt(text.length() - 1))) {
        flag = text.substring(text.length() - 1);
        text = text.substring(0, text.length() - 1);
      }
      samples.put(sample(signal, text.isEmpty() ? null : number(text), flag));
    }
    return this;
  }

  private Sample sample(Signal signal, @Nullable Decimal value, @Nullable String flag) {
    return new Sample(signal, at, value, flag);
  }

  Judgement judge() {
    return condition.judge(samples);
  }

  Judgement.Verdict verdict() {
    return judge().verdict();
  }

  LatestSamples samples() {
    return samples;
  }
}
