// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class SqliteEpcisEvents implements EpcisEvents {
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
    EpcisConditions conditions = EpcisConditions.of(query);
    String order = query.newestFirst() ? "DESC" : "ASC";
    String sql =
        "SELECT * FROM epcis_event e WHERE %s ORDER BY e.time %s, e.id %s LIMIT %s OFFSET %s"
            .formatted(conditions.sql(), order, order, query.limit(), query.skip());
    return access.read(
        handle ->
            conditions
                .bind(handle.createQuery(sql))
                .map((row, context) -> event(handle, row))
                .list());
  }

  @Override
  public List<String> values(Column column, @Nullable Set<Long> seers, int skip, int limit) {
    return texts(
        """
        SELECT DISTINCT e.%1$s FROM epcis_event e
        WHERE e.%1$s IS NOT NULL AND %2$s ORDER BY e.%1$s LIMIT ? OFFSET ?"""
            .formatted(EpcisConditions.name(column), EpcisConditions.seen(seers)),
        limit,
        skip);
  }

  /** Lots stand twice with an event: as they were written, and by their code, which is no URI. */
  @Override
  public List<String> identifiers(@Nullable Set<Long> seers, int skip, int limit) {
    return texts(
        """
        SELECT DISTINCT n.key FROM epcis_event e JOIN epcis_event_key n ON n.event = e.id
        WHERE n.role <> 'destination' AND instr(n.key, ':') > 0 AND %s
        ORDER BY n.key LIMIT ? OFFSET ?"""
            .formatted(EpcisConditions.seenWhole(seers)),
        limit,
        skip);
  }

  private List<String> texts(String sql, int limit, int skip) {
    return access.read(handle -> handle.select(sql, limit, skip).mapTo(String.class).list());
  }

  static EpcisEvent event(Handle handle, ResultSet row) throws SQLException {
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
