// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class SqliteEpcisSubscriptions implements EpcisSubscriptions {
  private static final String NEWEST_EVENT = "(SELECT COALESCE(MAX(id), 0) FROM epcis_event)";
  private static final String NEWEST_STEP = "(SELECT COALESCE(MAX(id), 0) FROM supply_event)";

  /** Newer than what was seen, or of a lot that was shipped since, and not told. */
  private static final String NEWS =
      """
       AND (e.id > :seen_event OR e.id IN (
          SELECT k.event FROM supply_event s
          JOIN supply_delivery_lot c ON c.delivery = s.subject_id
          JOIN supply_lot l ON l.id = c.lot
          JOIN epcis_event_key k ON k.key = l.code
          WHERE s.id > :seen_step AND s.subject = 'delivery' AND s.what = 'ship'))
        AND NOT EXISTS (SELECT 1 FROM epcis_subscription_event t
          WHERE t.subscription = :subscription AND t.event = e.id)
        ORDER BY e.id LIMIT :limit""";

  private final Access access;

  SqliteEpcisSubscriptions(Access access) {
    this.access = access;
  }

  private <T> List<T> list(String sql, RowMapper<T> rows, Object... values) {
    return access.read(handle -> handle.select(sql, values).map(rows).list());
  }

  private void write(String sql, @Nullable Object... values) {
    int _ = access.write(handle -> handle.execute(sql, values));
  }

  @Override
  public EpcisNamedQuery add(EpcisNamedQuery query) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", query.owner());
          if (query(query.owner(), query.name()).isPresent()) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "query (%s) is there already".formatted(query.name()));
          }
          handle.execute(
              "INSERT INTO epcis_query (owner, name, query, made) VALUES (?, ?, ?, ?)",
              query.owner(),
              query.name(),
              query.json(),
              Micros.of(query.made()));
          return query(query.owner(), query.name()).orElseThrow();
        });
  }

  private static EpcisNamedQuery query(ResultSet row) throws SQLException {
    return new EpcisNamedQuery(
        row.getLong("id"),
        row.getLong("owner"),
        row.getString("name"),
        row.getString("query"),
        Columns.instant(row, "made"));
  }

  @Override
  public Optional<EpcisNamedQuery> query(long owner, String name) {
    return list(
            "SELECT * FROM epcis_query WHERE owner = ? AND name = ?",
            (row, context) -> query(row),
            owner,
            name)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<EpcisNamedQuery> query(long id) {
    return list("SELECT * FROM epcis_query WHERE id = ?", (row, context) -> query(row), id).stream()
        .findFirst();
  }

  @Override
  public List<EpcisNamedQuery> queries(long owner) {
    return list(
        "SELECT * FROM epcis_query WHERE owner = ? ORDER BY name",
        (row, context) -> query(row),
        owner);
  }

  @Override
  public void removeQuery(long id) {
    write("DELETE FROM epcis_query WHERE id = ?", id);
  }

  /** What was shipped before shows nothing anew: all events are looked at once. */
  @Override
  public EpcisSubscription add(EpcisSubscription subscription) {
    return access.write(
        handle -> {
          References.require(handle, "epcis_query", "query", subscription.query());
          handle
              .createUpdate(
                  """
                  INSERT INTO epcis_subscription (uuid, query, dest, token, schedule, report_empty,
                    since, made, batch, seen_event, seen_step, due, attempts, failure)
                  VALUES (:uuid, :query, :dest, :token, :schedule, :report_empty, :since, :made,
                    :batch, 0, %s, :due, 0, '')"""
                      .formatted(NEWEST_STEP))
              .bind("uuid", subscription.uuid())
              .bind("query", subscription.query())
              .bind("dest", subscription.dest())
              .bind("token", subscription.token())
              .bind("schedule", subscription.schedule())
              .bind("report_empty", subscription.reportEmpty())
              .bind("since", Micros.of(subscription.since()))
              .bind("made", Micros.of(subscription.made()))
              .bind("batch", subscription.batch())
              .bind("due", micros(subscription.due()))
              .execute();
          return subscription(subscription.query(), subscription.uuid()).orElseThrow();
        });
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : Micros.of(time);
  }

  private static EpcisSubscription subscription(ResultSet row) throws SQLException {
    return new EpcisSubscription(
        row.getLong("id"),
        row.getString("uuid"),
        row.getLong("query"),
        row.getString("dest"),
        Columns.text(row, "token"),
        Columns.text(row, "schedule"),
        row.getBoolean("report_empty"),
        Columns.instant(row, "since"),
        Columns.instant(row, "made"),
        row.getInt("batch"),
        Columns.instantOrNull(row, "ran"),
        Columns.instantOrNull(row, "due"),
        Columns.instantOrNull(row, "report"),
        row.getInt("attempts"),
        Columns.instantOrNull(row, "next"),
        row.getString("failure"),
        Columns.instantOrNull(row, "told"));
  }

  @Override
  public Optional<EpcisSubscription> subscription(long query, String uuid) {
    return list(
            "SELECT * FROM epcis_subscription WHERE query = ? AND uuid = ?",
            (row, context) -> subscription(row),
            query,
            uuid)
        .stream()
        .findFirst();
  }

  @Override
  public List<EpcisSubscription> subscriptions(long query) {
    return list(
        "SELECT * FROM epcis_subscription WHERE query = ? ORDER BY id",
        (row, context) -> subscription(row),
        query);
  }

  @Override
  public void removeSubscription(long id) {
    write("DELETE FROM epcis_subscription WHERE id = ?", id);
  }

  @Override
  public List<EpcisSubscription> toLook(Instant now) {
    return list(
        """
        SELECT * FROM epcis_subscription WHERE report IS NULL AND CASE
          WHEN due IS NULL THEN seen_event < %s OR seen_step < %s
          ELSE due <= ? END
        ORDER BY id"""
            .formatted(NEWEST_EVENT, NEWEST_STEP),
        (row, context) -> subscription(row),
        Micros.of(now));
  }

  @Override
  public List<EpcisSubscription> toSend(Instant now) {
    return list(
        "SELECT * FROM epcis_subscription WHERE report IS NOT NULL AND next <= ? ORDER BY next, id",
        (row, context) -> subscription(row),
        Micros.of(now));
  }

  @Override
  public List<EpcisEvent> news(EpcisSubscription subscription, EpcisEvents.Query query) {
    EpcisConditions conditions = EpcisConditions.of(query);
    String sql = "SELECT e.* FROM epcis_event e WHERE " + conditions.sql() + NEWS;
    return access.read(
        handle ->
            conditions
                .bind(handle.createQuery(sql))
                .bind("subscription", subscription.id())
                .bind("seen_event", seen(handle, subscription, "seen_event"))
                .bind("seen_step", seen(handle, subscription, "seen_step"))
                .bind("limit", subscription.batch())
                .map((row, context) -> SqliteEpcisEvents.event(handle, row))
                .list());
  }

  private static long seen(Handle handle, EpcisSubscription subscription, String what) {
    return handle
        .createQuery("SELECT %s FROM epcis_subscription WHERE id = :id".formatted(what))
        .bind("id", subscription.id())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void looked(
      EpcisSubscription subscription,
      Collection<EpcisEvent> events,
      boolean tell,
      @Nullable Instant due) {
    boolean last = events.size() < subscription.batch();
    long now = Micros.of(access.clock().instant());
    boolean _ =
        access.write(
            handle -> {
              events.forEach(
                  event ->
                      handle.execute(
                          "INSERT INTO epcis_subscription_event (subscription, event, told) VALUES (?, ?, 0)",
                          subscription.id(),
                          event.id()));
              if (tell) {
                handle.execute(
                    """
                    UPDATE epcis_subscription SET ran = ?, report = ?, report_event = %s,
                      report_step = %s, attempts = 0, next = ?, failure = '' WHERE id = ?"""
                        .formatted(last ? NEWEST_EVENT : "NULL", last ? NEWEST_STEP : "NULL"),
                    now,
                    now,
                    now,
                    subscription.id());
              } else {
                handle.execute(
                    "UPDATE epcis_subscription SET ran = ?, seen_event = %s, seen_step = %s WHERE id = ?"
                        .formatted(NEWEST_EVENT, NEWEST_STEP),
                    now,
                    subscription.id());
              }
              if (last) {
                handle.execute(
                    "UPDATE epcis_subscription SET due = ? WHERE id = ?",
                    micros(due),
                    subscription.id());
              }
              return true;
            });
  }

  @Override
  public List<EpcisEvent> onItsWay(long subscription) {
    return access.read(
        handle ->
            handle
                .select(
                    """
                    SELECT e.* FROM epcis_subscription_event t JOIN epcis_event e ON e.id = t.event
                    WHERE t.subscription = ? AND t.told = 0 ORDER BY e.id""",
                    subscription)
                .map((row, context) -> SqliteEpcisEvents.event(handle, row))
                .list());
  }

  @Override
  public void told(long subscription, Instant at) {
    boolean _ =
        access.write(
            handle -> {
              handle.execute(
                  "UPDATE epcis_subscription_event SET told = 1 WHERE subscription = ? AND told = 0",
                  subscription);
              return handle.execute(
                      """
                      UPDATE epcis_subscription SET seen_event = COALESCE(report_event, seen_event),
                        seen_step = COALESCE(report_step, seen_step), report = NULL,
                        report_event = NULL, report_step = NULL, attempts = 0, next = NULL,
                        failure = '', told = ? WHERE id = ?""",
                      Micros.of(at),
                      subscription)
                  == 1;
            });
  }

  @Override
  public void failed(long subscription, String failure, Instant next) {
    write(
        """
        UPDATE epcis_subscription SET attempts = attempts + 1, failure = ?, next = ?
        WHERE id = ? AND report IS NOT NULL""",
        failure,
        Micros.of(next),
        subscription);
  }

  @Override
  public void halve(long subscription) {
    boolean _ =
        access.write(
            handle -> {
              List<Long> events =
                  handle
                      .select(
                          """
                          SELECT event FROM epcis_subscription_event
                          WHERE subscription = ? AND told = 0 ORDER BY event""",
                          subscription)
                      .mapTo(Long.class)
                      .list();
              int kept = Math.max(1, events.size() / 2);
              events
                  .subList(Math.min(kept, events.size()), events.size())
                  .forEach(
                      event ->
                          handle.execute(
                              "DELETE FROM epcis_subscription_event WHERE subscription = ? AND event = ?",
                              subscription,
                              event));
              return handle.execute(
                      """
                      UPDATE epcis_subscription SET batch = ?, report_event = NULL,
                        report_step = NULL, due = CASE WHEN due IS NULL THEN NULL ELSE ? END
                      WHERE id = ?""",
                      kept,
                      Micros.of(access.clock().instant()),
                      subscription)
                  == 1;
            });
  }
}
