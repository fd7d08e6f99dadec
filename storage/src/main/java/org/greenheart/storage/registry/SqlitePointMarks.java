// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqlitePointMarks implements PointMarks {
  private final Access access;
  private final AtomicLong changes;

  /**
   * @param changes those of the rules: whoever keeps rules at hand keeps marks as well
   */
  SqlitePointMarks(Access access, AtomicLong changes) {
    this.access = access;
    this.changes = changes;
  }

  @Override
  public List<PointMark> of(long thing) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM point_mark WHERE thing = :thing ORDER BY from_time DESC, id"
                        + " DESC")
                .bind("thing", thing)
                .map((row, context) -> mark(row))
                .list());
  }

  @Override
  public PointMark add(PointMark mark) {
    return access.write(
        handle -> {
          References.require(handle, "thing", "thing", mark.thing());
          long id =
              handle
                  .createQuery(
                      """
                      INSERT INTO point_mark (thing, from_time, to_time, kind, note, author, recorded)
                      VALUES (:thing, :from, :to, :kind, :note, :author, :recorded) RETURNING id\
                      """)
                  .bind("thing", mark.thing())
                  .bind("from", Micros.of(mark.from()))
                  .bind("to", mark.to() == null ? null : Micros.of(mark.to()))
                  .bind("kind", mark.kind().text())
                  .bind("note", mark.note())
                  .bind("author", mark.author())
                  .bind("recorded", Micros.of(access.clock().instant()))
                  .mapTo(Long.class)
                  .one();
          access.afterCommit(changes::incrementAndGet);
          return find(handle, id).orElseThrow();
        });
  }

  @Override
  public PointMark withdraw(long id) {
    return access.write(
        handle -> {
          handle
              .createUpdate(
                  "UPDATE point_mark SET withdrawn = :now WHERE id = :id AND withdrawn IS NULL")
              .bind("now", Micros.of(access.clock().instant()))
              .bind("id", id)
              .execute();
          access.afterCommit(changes::incrementAndGet);
          return find(handle, id).orElseThrow(() -> RegistryException.notFound("mark", id));
        });
  }

  private static Optional<PointMark> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM point_mark WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> mark(row))
        .findOne();
  }

  private static PointMark mark(ResultSet row) throws SQLException {
    return new PointMark(
        row.getLong("id"),
        row.getLong("thing"),
        Columns.instant(row, "from_time"),
        Columns.instantOrNull(row, "to_time"),
        PointMark.Kind.ofText(row.getString("kind")),
        row.getString("note"),
        row.getString("author"),
        Columns.instant(row, "recorded"),
        Columns.instantOrNull(row, "withdrawn"));
  }
}
