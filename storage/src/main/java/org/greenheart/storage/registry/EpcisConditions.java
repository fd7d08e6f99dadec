// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What a query asks of events {@code e}, as SQL with its values. */
final class EpcisConditions {
  /** That one of some enterprises sees an event; as {@link EpcisEvents.Query} says. */
  private static final String SEEN =
      """
      (e.owner IN (SELECT value FROM json_each('%1$s'))
        OR EXISTS (SELECT 1 FROM epcis_event_party y
          WHERE y.event = e.id AND y.enterprise IN (SELECT value FROM json_each('%1$s')))
        OR (e.type <> 'TransformationEvent' AND e.capture <> 'trade'
          AND EXISTS (SELECT 1 FROM epcis_event_key k
            JOIN supply_lot l ON l.code = k.key AND l.owner = e.owner
            WHERE k.event = e.id AND EXISTS (SELECT 1"""
          + SqliteLots.SHIPPED
          + """
              WHERE c.lot = l.id AND p.buyer IN (SELECT value FROM json_each('%1$s'))))
          AND (NOT EXISTS (SELECT 1 FROM epcis_event_key k
              WHERE k.event = e.id AND k.role = 'destination')
            OR EXISTS (SELECT 1 FROM epcis_event_key k
              JOIN enterprise n ON instr(k.key, n.credit_code) > 0
              WHERE k.event = e.id AND k.role = 'destination'
                AND n.id IN (SELECT value FROM json_each('%1$s'))))))""";

  private final List<String> where = new ArrayList<>(List.of("1 = 1"));
  private final List<String> values = new ArrayList<>();

  private EpcisConditions() {}

  /** All but order and limits. */
  static EpcisConditions of(EpcisEvents.Query query) {
    EpcisConditions all = new EpcisConditions();
    all.bound("e.recorded >= ", query.recordedFrom());
    all.bound("e.recorded < ", query.recordedTo());
    all.bound("e.time >= ", query.from());
    all.bound("e.time < ", query.to());
    query
        .columns()
        .forEach(
            (column, any) ->
                all.where.add(
                    "e." + column.name().toLowerCase(Locale.ROOT) + " IN " + all.in(any)));
    for (EpcisEvents.Keys keys : query.keys()) {
      all.where.add(
          "EXISTS (SELECT 1 FROM epcis_event_key k WHERE k.event = e.id AND k.role IN %s AND k.key IN %s)"
              .formatted(all.in(keys.roles()), all.in(keys.keys())));
    }
    Set<Long> seers = query.seers();
    if (seers != null) {
      all.where.add(SEEN.formatted(VersionedRows.list(seers)));
    }
    return all;
  }

  String sql() {
    return String.join(" AND ", where);
  }

  Query bind(Query statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind("v" + i, values.get(i));
    }
    return statement;
  }

  private String in(Set<String> any) {
    return any.stream().sorted().map(this::next).collect(Collectors.joining(", ", "(", ")"));
  }

  private String next(String value) {
    values.add(value);
    return ":v" + (values.size() - 1);
  }

  private void bound(String comparison, @Nullable Instant time) {
    if (time != null) {
      where.add(comparison + "CAST(%s AS INTEGER)".formatted(next(Long.toString(Micros.of(time)))));
    }
  }
}
