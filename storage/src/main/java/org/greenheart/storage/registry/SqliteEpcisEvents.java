// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class SqliteEpcisEvents implements EpcisEvents {
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

  private static final String STEPS = "steps";
  private static final String LOTS = "lots";

  private final Access access;

  SqliteEpcisEvents(Access access) {
    this.access = access;
  }

  @Override
  public EpcisCapture add(String uuid, long owner, List<EpcisEvent> events) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", owner);
          int kept = 0;
          for (EpcisEvent event : events) {
            if (add(handle, event) != null) {
              kept++;
            }
          }
          handle.execute(
              "INSERT INTO epcis_capture (uuid, owner, at, events, kept) VALUES (?, ?, ?, ?, ?)",
              uuid,
              owner,
              Micros.of(access.clock().instant()),
              events.size(),
              kept);
          return capture(handle, uuid, null).orElseThrow();
        });
  }

  @Override
  public void add(EpcisEvent event, @Nullable Long party) {
    boolean _ =
        access.write(
            handle -> {
              References.require(handle, "enterprise", "enterprise", event.owner());
              Long id = add(handle, event);
              if (id != null && party != null) {
                handle.execute(
                    "INSERT INTO epcis_event_party (event, enterprise) VALUES (?, ?)", id, party);
              }
              return id != null;
            });
  }

  /** The id; null where its owner has one like it. */
  private static @Nullable Long add(Handle handle, EpcisEvent event) {
    boolean known =
        handle
            .createQuery(
                """
                SELECT EXISTS (
                  SELECT 1 FROM epcis_event WHERE owner = :owner AND event_id = :id)""")
            .bind("owner", event.owner())
            .bind("id", event.eventId())
            .mapTo(Boolean.class)
            .one();
    if (known) {
      return null;
    }
    long id = insert(handle, event);
    for (EpcisEvent.Key key : Set.copyOf(event.keys())) {
      handle.execute(
          "INSERT INTO epcis_event_key (event, role, key) VALUES (?, ?, ?)",
          id,
          key.role(),
          key.key());
    }
    return id;
  }

  private static long insert(Handle handle, EpcisEvent event) {
    return handle
        .createUpdate(
            """
            INSERT INTO epcis_event (event_id, owner, capture, type, time, recorded, action,
              biz_step, disposition, read_point, biz_location, json)
            VALUES (:event_id, :owner, :capture, :type, :time, :recorded, :action, :biz_step,
              :disposition, :read_point, :biz_location, :json)""")
        .bind("event_id", event.eventId())
        .bind("owner", event.owner())
        .bind("capture", event.capture())
        .bind("type", event.type())
        .bind("time", Micros.of(event.time()))
        .bind("recorded", Micros.of(event.recorded()))
        .bind("action", event.action())
        .bind("biz_step", event.bizStep())
        .bind("disposition", event.disposition())
        .bind("read_point", event.readPoint())
        .bind("biz_location", event.bizLocation())
        .bind("json", event.json())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Unfollowed unfollowed(int limit) {
    return access.read(
        handle ->
            new Unfollowed(
                after(handle, "supply_event", STEPS, limit, SupplyRows::event),
                after(handle, "supply_lot", LOTS, limit, SupplyRows::lot)));
  }

  private static <T> List<T> after(
      Handle handle, String table, String what, int limit, RowMapper<T> rows) {
    return handle
        .createQuery(
            """
            SELECT * FROM %s WHERE id > COALESCE(
              (SELECT id FROM epcis_followed WHERE what = :what), 0)
            ORDER BY id LIMIT :limit"""
                .formatted(table))
        .bind("what", what)
        .bind("limit", limit)
        .map(rows)
        .list();
  }

  @Override
  public void followed(Unfollowed done) {
    boolean _ =
        access.write(
            handle -> {
              if (!done.steps().isEmpty()) {
                follow(handle, STEPS, done.steps().getLast().id());
              }
              if (!done.lots().isEmpty()) {
                follow(handle, LOTS, done.lots().getLast().id());
              }
              return true;
            });
  }

  private static void follow(Handle handle, String what, long id) {
    handle.execute(
        """
        INSERT INTO epcis_followed (what, id) VALUES (?, ?)
        ON CONFLICT (what) DO UPDATE SET id = MAX(id, excluded.id)""",
        what,
        id);
  }

  @Override
  public Optional<EpcisCapture> capture(String uuid, @Nullable Collection<Long> owners) {
    return access.read(handle -> capture(handle, uuid, owners));
  }

  private static Optional<EpcisCapture> capture(
      Handle handle, String uuid, @Nullable Collection<Long> owners) {
    return handle
        .createQuery("SELECT * FROM epcis_capture WHERE uuid = :uuid" + of(owners))
        .bind("uuid", uuid)
        .map((row, context) -> capture(row))
        .findOne();
  }

  @Override
  public List<EpcisCapture> captures(@Nullable Collection<Long> owners, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM epcis_capture WHERE id < :before"
                        + of(owners)
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> capture(row))
                .list());
  }

  private static String of(@Nullable Collection<Long> owners) {
    return owners == null
        ? ""
        : " AND owner IN (SELECT value FROM json_each('%s'))".formatted(VersionedRows.list(owners));
  }

  private static EpcisCapture capture(ResultSet row) throws SQLException {
    return new EpcisCapture(
        row.getLong("id"),
        row.getString("uuid"),
        row.getLong("owner"),
        Columns.instant(row, "at"),
        row.getInt("events"),
        row.getInt("kept"));
  }

  @Override
  public List<EpcisEvent> query(Query query) {
    List<String> where = new ArrayList<>(List.of("1 = 1"));
    List<String> values = new ArrayList<>();
    query
        .columns()
        .forEach((column, any) -> where.add("e." + name(column) + " IN " + in(any, values)));
    for (Keys keys : query.keys()) {
      where.add(
          "EXISTS (SELECT 1 FROM epcis_event_key k WHERE k.event = e.id AND k.role IN %s AND k.key IN %s)"
              .formatted(in(keys.roles(), values), in(keys.keys(), values)));
    }
    bound(where, values, "e.time >= ", query.from());
    bound(where, values, "e.time < ", query.to());
    bound(where, values, "e.recorded >= ", query.recordedFrom());
    bound(where, values, "e.recorded < ", query.recordedTo());
    Set<Long> seers = query.seers();
    if (seers != null) {
      where.add(SEEN.formatted(VersionedRows.list(seers)));
    }
    String order = query.newestFirst() ? "DESC" : "ASC";
    String sql =
        "SELECT * FROM epcis_event e WHERE %s ORDER BY e.time %s, e.id %s LIMIT %s OFFSET %s"
            .formatted(String.join(" AND ", where), order, order, query.limit(), query.skip());
    return access.read(
        handle -> {
          var statement = handle.createQuery(sql);
          for (int i = 0; i < values.size(); i++) {
            statement.bind("v" + i, values.get(i));
          }
          return statement.map((row, context) -> event(handle, row)).list();
        });
  }

  private static String name(Column column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  private static String in(Set<String> any, List<String> values) {
    return any.stream()
        .sorted()
        .map(value -> next(values, value))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String next(List<String> values, String value) {
    values.add(value);
    return ":v" + (values.size() - 1);
  }

  private static void bound(
      List<String> where, List<String> values, String comparison, @Nullable Instant time) {
    if (time != null) {
      where.add(
          comparison
              + "CAST(%s AS INTEGER)".formatted(next(values, Long.toString(Micros.of(time)))));
    }
  }

  private static EpcisEvent event(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new EpcisEvent(
        id,
        row.getString("event_id"),
        row.getLong("owner"),
        row.getString("capture"),
        row.getString("type"),
        Columns.instant(row, "time"),
        Columns.instant(row, "recorded"),
        Columns.text(row, "action"),
        Columns.text(row, "biz_step"),
        Columns.text(row, "disposition"),
        Columns.text(row, "read_point"),
        Columns.text(row, "biz_location"),
        handle
            .select("SELECT role, key FROM epcis_event_key WHERE event = ?", id)
            .map((key, context) -> new EpcisEvent.Key(key.getString(1), key.getString(2)))
            .list(),
        row.getString("json"));
  }
}
