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
  private static final String SEERS = "(SELECT value FROM json_each('%1$s'))";

  /** That some of a lot {@code l} was shipped to one of some enterprises. */
  private static final String CAME =
      "EXISTS (SELECT 1" + SqliteLots.SHIPPED + "WHERE c.lot = l.id AND p.buyer IN " + SEERS + ")";

  /** That one of them captured the event, or is the other side of a step of trade. */
  private static final String OWN =
      "(e.owner IN "
          + SEERS
          + " OR EXISTS (SELECT 1 FROM epcis_event_party y"
          + " WHERE y.event = e.id AND y.enterprise IN "
          + SEERS
          + "))";

  /** That the maker of a lot, some of which came to one of them, captured the event of that lot. */
  private static final String OF_WHAT_CAME =
      "(e.type <> 'TransformationEvent' AND e.capture <> 'trade'"
          + " AND EXISTS (SELECT 1 FROM epcis_event_key k"
          + " JOIN supply_lot l ON l.code = k.key AND l.owner = e.owner WHERE k.event = e.id AND "
          + CAME
          + "))";

  private static final String ADDRESSED =
      "EXISTS (SELECT 1 FROM epcis_event_key k WHERE k.event = e.id AND k.role = 'destination')";

  private static final String TO_THEM =
      "EXISTS (SELECT 1 FROM epcis_event_key k JOIN enterprise n ON instr(k.key, n.credit_code) > 0"
          + " WHERE k.event = e.id AND k.role = 'destination' AND n.id IN "
          + SEERS
          + ")";

  /** That one of some enterprises sees an event; as {@link EpcisEvents.Query} says. */
  private static final String SEEN =
      "("
          + OWN
          + " OR ("
          + OF_WHAT_CAME
          + " AND ("
          + TO_THEM
          + " OR (e.type <> 'TransactionEvent' AND NOT "
          + ADDRESSED
          + "))))";

  /** That an event, once it is seen, is read with all that it names. */
  private static final String WHOLE = "(" + OWN + " OR " + ADDRESSED + ")";

  /**
   * Who is not told of a lot by an event does not find the event by that lot either. A lot's code
   * has no colon, and all other identifiers are URIs.
   */
  private static final String TOLD =
      " AND ("
          + WHOLE
          + " OR instr(a.column2, ':') > 0 OR EXISTS (SELECT 1 FROM supply_lot l"
          + " WHERE l.owner = e.owner AND l.code = a.column2 AND "
          + CAME
          + "))";

  private final List<String> where = new ArrayList<>(List.of("1 = 1"));
  private final List<String> values = new ArrayList<>();

  private EpcisConditions() {}

  /**
   * That an event is seen.
   *
   * @param seers null for those who see everybody's
   */
  static String seen(@Nullable Set<Long> seers) {
    return seers == null ? "1 = 1" : SEEN.formatted(VersionedRows.list(seers));
  }

  /** That an event is seen with all that it names. */
  static String seenWhole(@Nullable Set<Long> seers) {
    return seers == null ? "1 = 1" : (SEEN + " AND " + WHOLE).formatted(VersionedRows.list(seers));
  }

  /** All but order and limits. */
  static EpcisConditions of(EpcisEvents.Query query) {
    EpcisConditions all = new EpcisConditions();
    all.bound("e.recorded >= ", query.recordedFrom());
    all.bound("e.recorded < ", query.recordedTo());
    all.bound("e.time >= ", query.from());
    all.bound("e.time < ", query.to());
    query
        .columns()
        .forEach((column, any) -> all.where.add("e." + name(column) + " IN " + all.in(any)));
    Set<Long> seers = query.seers();
    String told = seers == null ? "" : TOLD.formatted(VersionedRows.list(seers));
    for (EpcisEvents.Keys keys : query.keys()) {
      all.where.add(
          "EXISTS (SELECT 1 FROM epcis_event_key k JOIN (VALUES %s) a ON a.column1 = k.key WHERE k.event = e.id AND k.role IN %s%s)"
              .formatted(all.pairs(keys.names()), all.in(keys.roles()), told));
    }
    all.where.add(seen(seers));
    return all;
  }

  static String name(EpcisEvents.Column column) {
    return column.name().toLowerCase(Locale.ROOT);
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

  private String pairs(Set<EpcisEvents.Name> names) {
    return names.stream()
        .map(each -> "(" + next(each.key()) + ", " + next(each.lot()) + ")")
        .collect(Collectors.joining(", "));
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
