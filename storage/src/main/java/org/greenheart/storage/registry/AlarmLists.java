// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Alarms as they are asked for by many properties. */
final class AlarmLists {
  private static final String FILTERED =
      """
      SELECT a.* FROM alarm a WHERE a.id < :before
        AND (:state IS NULL OR a.state = :state)
        AND (:severity IS NULL OR a.severity = :severity)
        AND (:rule IS NULL OR a.rule = :rule)
        AND (:thing IS NULL OR a.thing = :thing)
        AND (:late IS NULL OR a.late = :late)
        AND (:from IS NULL OR a.end_time IS NULL OR a.end_time >= :from)
        AND (:to IS NULL OR a.start_time < :to)
        AND (:shelved IS NULL OR (a.shelved_until IS NOT NULL) = :shelved)
        AND (:acknowledged IS NULL OR (a.acknowledged IS NOT NULL) = :acknowledged)
        AND (:area IS NULL OR EXISTS (
          WITH RECURSIVE within (id) AS (
            SELECT id FROM area WHERE id = :area
            UNION ALL SELECT c.id FROM area c JOIN within w ON c.parent = w.id)
          SELECT 1 FROM within w LEFT JOIN thing_place p ON p.area = w.id
          WHERE p.thing = a.thing OR w.id = a.area))
        AND (:like IS NULL
          OR LOWER(a.signal_code) LIKE :like ESCAPE '!' OR LOWER(a.assigned) LIKE :like ESCAPE '!'
          OR EXISTS (SELECT 1 FROM thing t
            WHERE t.id = a.thing AND LOWER(t.name) LIKE :like ESCAPE '!')
          OR EXISTS (SELECT 1 FROM area n WHERE n.id = a.area
            AND (LOWER(n.name) LIKE :like ESCAPE '!' OR LOWER(n.name_en) LIKE :like ESCAPE '!'))
          OR EXISTS (SELECT 1 FROM rule r WHERE r.code = a.rule AND r.version = a.rule_version
            AND (LOWER(r.name) LIKE :like ESCAPE '!' OR LOWER(r.name_en) LIKE :like ESCAPE '!')))
      ORDER BY a.id DESC LIMIT :limit""";

  private AlarmLists() {}

  static List<Alarm> read(Handle handle, AlarmFilter filter, long before, int limit) {
    AlarmState state = filter.state();
    Severity severity = filter.severity();
    return handle
        .createQuery(FILTERED)
        .bind("before", before)
        .bind("state", state == null ? null : state.text())
        .bind("severity", severity == null ? null : severity.text())
        .bind("rule", filter.rule())
        .bind("thing", filter.thing())
        .bind("area", filter.area())
        .bind("late", number(filter.late()))
        .bind("from", micros(filter.from()))
        .bind("to", micros(filter.to()))
        .bind("shelved", number(filter.shelved()))
        .bind("acknowledged", number(filter.acknowledged()))
        .bind("like", like(filter.text()))
        .bind("limit", limit)
        .map((row, context) -> AlarmRows.alarm(row))
        .list();
  }

  private static @Nullable Integer number(@Nullable Boolean wanted) {
    return wanted == null ? null : wanted ? 1 : 0;
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : Micros.of(time);
  }

  /** A pattern for texts that hold this one, whatever the case of their letters. */
  private static @Nullable String like(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String literal = text.strip().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%");
    return "%" + literal.replace("_", "!_") + "%";
  }
}
