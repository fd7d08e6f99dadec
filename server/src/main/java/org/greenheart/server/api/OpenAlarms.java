// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The open alarms of one point, for its line in a list.
 *
 * @param aboveLimit whether one of them is about a value above a limit
 * @param newest what the last one says; null when there is none
 */
record OpenAlarms(int count, boolean aboveLimit, @Nullable Note newest) {
  static final OpenAlarms NONE = new OpenAlarms(0, false, null);

  /**
   * @param code of the quantity that it is about
   * @param start in the data's time
   */
  record Note(
      LocalizedName rule,
      String code,
      Instant start,
      @Nullable Decimal peak,
      @Nullable Decimal limit,
      String unit) {}

  /** Of all points that have any. */
  static Map<Long, OpenAlarms> byPoint(Registry registry) {
    Map<Long, OpenAlarms> points = new HashMap<>();
    for (Alarm alarm : registry.alarms().open()) {
      if (alarm.thing() == 0) {
        continue; // of an area: it is no point's
      }
      Rule rule = registry.rules().version(alarm.rule(), alarm.ruleVersion()).orElse(null);
      OpenAlarms before = points.getOrDefault(alarm.thing(), NONE);
      boolean aboveLimit = rule != null && ExceedingKinds.contains(rule.kind());
      points.put(
          alarm.thing(),
          new OpenAlarms(
              before.count + 1,
              before.aboveLimit || aboveLimit,
              newer(before.newest, alarm, rule)));
    }
    return points;
  }

  private static Note newer(@Nullable Note before, Alarm alarm, @Nullable Rule rule) {
    if (before != null && before.start.isAfter(alarm.start())) {
      return before;
    }
    LocalizedName name =
        rule == null
            ? new LocalizedName(alarm.rule(), alarm.rule())
            : new LocalizedName(rule.name(), rule.nameEn());
    return new Note(
        name, alarm.signalCode(), alarm.start(), alarm.peak(), alarm.limit(), alarm.unit());
  }
}
