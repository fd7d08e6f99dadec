// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;

/**
 * Ends the open alarms of rules that are switched off, when the version that says so begins:
 * nothing judges them any more. The alarm's history says who switched the rule off. Not
 * thread-safe.
 */
final class SwitchedOffRules {
  static final String WHY = "rule switched off";

  private final Registry registry;
  private final InstantSource clock;

  SwitchedOffRules(Registry registry, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  void endAlarms() {
    Map<String, Rule> off = new HashMap<>();
    for (Rule rule : registry.rules().validAt(clock.instant())) {
      if (!rule.enabled()) {
        off.put(rule.code(), rule);
      }
    }
    if (off.isEmpty()) {
      return;
    }
    List<Alarm> open =
        registry.alarms().open().stream().filter(alarm -> off.containsKey(alarm.rule())).toList();
    if (open.isEmpty()) {
      return;
    }
    registry.write(
        tables -> {
          for (Alarm alarm : open) {
            Rule rule = requireNonNull(off.get(alarm.rule()), "rule is null");
            Instant from = rule.applies().from();
            Instant end = from.isAfter(alarm.start()) ? from : alarm.start();
            tables.alarms().clear(alarm.id(), end, WHY, rule.author());
          }
          return open.size();
        });
  }
}
