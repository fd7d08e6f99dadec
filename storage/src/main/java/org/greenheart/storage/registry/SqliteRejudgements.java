// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Rejudgement.Counts;
import org.greenheart.storage.registry.Rejudgement.State;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteRejudgements implements Rejudgements {
  private final Access access;

  SqliteRejudgements(Access access) {
    this.access = access;
  }

  @Override
  public Rejudgement order(Rejudgement order) {
    return access.write(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      """
                      INSERT INTO rejudgement (rule, things, from_time, to_time, author, reason,
                        ordered, state, past_thing, done, raised, changed, withdrawn, merged)
                      VALUES (:rule, :things, :from, :to, :author, :reason, :ordered, 'running',
                        0, 0, 0, 0, 0, 0)\
                      """)
                  .bind("rule", order.rule())
                  .bind("things", order.things().isEmpty() ? null : text(order.things()))
                  .bind("from", Micros.of(order.from()))
                  .bind("to", Micros.of(order.to()))
                  .bind("author", order.author())
                  .bind("reason", order.reason())
                  .bind("ordered", Micros.of(order.ordered()))
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          return find(handle, id).orElseThrow();
        });
  }

  @Override
  public Optional<Rejudgement> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<Rejudgement> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM rejudgement WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> rejudgement(row))
        .findOne();
  }

  @Override
  public List<Rejudgement> list(int limit) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM rejudgement ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> rejudgement(row))
                .list());
  }

  @Override
  public Optional<Rejudgement> next() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM rejudgement WHERE state = 'running' ORDER BY id LIMIT 1")
                .map((row, context) -> rejudgement(row))
                .findOne());
  }

  @Override
  public void passed(long id, long thing, Counts counts) {
    access.write(
        handle ->
            handle.execute(
                """
                UPDATE rejudgement SET past_thing = ?, done = done + 1, raised = raised + ?,
                  changed = changed + ?, withdrawn = withdrawn + ?, merged = merged + ?
                WHERE id = ?\
                """,
                thing,
                counts.raised(),
                counts.changed(),
                counts.withdrawn(),
                counts.merged(),
                id));
  }

  @Override
  public void done(long id) {
    end(id, State.DONE);
  }

  @Override
  public Rejudgement cancel(long id) {
    end(id, State.CANCELLED);
    return find(id).orElseThrow(() -> RegistryException.notFound("rejudgement", id));
  }

  private void end(long id, State state) {
    access.write(
        handle ->
            handle.execute(
                "UPDATE rejudgement SET state = ?, ended = ? WHERE id = ? AND state = 'running'",
                state.text(),
                Micros.of(access.clock().instant()),
                id));
  }

  private static Rejudgement rejudgement(ResultSet row) throws SQLException {
    return new Rejudgement(
        row.getLong("id"),
        Columns.text(row, "rule"),
        things(Columns.text(row, "things")),
        Columns.instant(row, "from_time"),
        Columns.instant(row, "to_time"),
        row.getString("author"),
        row.getString("reason"),
        Columns.instant(row, "ordered"),
        State.ofText(row.getString("state")),
        Columns.instantOrNull(row, "ended"),
        row.getLong("past_thing"),
        row.getLong("done"),
        new Counts(
            row.getLong("raised"),
            row.getLong("changed"),
            row.getLong("withdrawn"),
            row.getLong("merged")));
  }

  private static String text(List<Long> things) {
    return things.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Long> things(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
  }
}
