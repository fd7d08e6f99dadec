// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteUpkeep implements Upkeep {
  private final Access access;

  SqliteUpkeep(Access access) {
    this.access = access;
  }

  @Override
  public UpkeepEntry add(
      long thing,
      UpkeepEntry.Kind kind,
      Instant from,
      @Nullable Instant to,
      String who,
      String note) {
    if (to != null && to.isBefore(from)) {
      throw new RuleException(
          "to", "must not be before from (%s)".formatted(from), to, "upkeep-order");
    }
    return access.write(
        handle -> {
          References.require(handle, "thing", "thing", thing);
          Long end = to == null ? null : Micros.of(to);
          long id =
              insert(
                  handle, thing, kind, Micros.of(from), end, who, note, UpkeepEntry.Source.PERSON);
          return existing(handle, id);
        });
  }

  private long insert(
      Handle handle,
      long thing,
      UpkeepEntry.Kind kind,
      long from,
      @Nullable Long to,
      String who,
      String note,
      UpkeepEntry.Source source) {
    return handle
        .createUpdate(
            """
            INSERT INTO upkeep (thing, kind, from_time, to_time, who, note, source, recorded)
            VALUES (:thing, :kind, :from, :to, :who, :note, :source, :now)""")
        .bind("thing", thing)
        .bind("kind", kind.text())
        .bind("from", from)
        .bind("to", to)
        .bind("who", who)
        .bind("note", note)
        .bind("source", source.text())
        .bind("now", now())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void mark(
      long thing, UpkeepEntry.Kind kind, Instant from, Instant to, Duration gap, String note) {
    long start = Micros.of(from);
    long end = Micros.of(to);
    long apart = gap.toNanos() / 1_000;
    // Nearly always nothing is new: that is seen without a transaction.
    if (access.read(
        handle -> isKnown(touching(handle, thing, kind, start, end, apart), from, to))) {
      return;
    }
    access.write(
        handle -> {
          List<UpkeepEntry> known = touching(handle, thing, kind, start, end, apart);
          if (known.isEmpty()) {
            return insert(handle, thing, kind, start, end, DATA, note, UpkeepEntry.Source.MARK);
          }
          long first = Math.min(start, Micros.of(known.getFirst().from()));
          long last = end;
          for (UpkeepEntry entry : known) {
            Instant until = entry.to();
            last = Math.max(last, until == null ? last : Micros.of(until));
          }
          long kept = known.getFirst().id();
          for (UpkeepEntry entry : known.subList(1, known.size())) {
            handle.execute("DELETE FROM upkeep WHERE id = ?", entry.id());
          }
          handle.execute(
              "UPDATE upkeep SET from_time = ?, to_time = ?, note = ?, recorded = ? WHERE id = ?",
              first,
              last,
              note,
              now(),
              kept);
          return kept;
        });
  }

  private static boolean isKnown(List<UpkeepEntry> touching, Instant from, Instant to) {
    if (touching.size() != 1) {
      return false;
    }
    Instant end = touching.getFirst().to();
    return !touching.getFirst().from().isAfter(from) && end != null && !end.isBefore(to);
  }

  private static List<UpkeepEntry> touching(
      Handle handle, long thing, UpkeepEntry.Kind kind, long start, long end, long apart) {
    return handle
        .createQuery(
            """
            SELECT * FROM upkeep WHERE thing = :thing AND kind = :kind AND source = 'mark'
              AND from_time <= :end AND to_time >= :start ORDER BY from_time, id""")
        .bind("thing", thing)
        .bind("kind", kind.text())
        .bind("start", start - apart)
        .bind("end", end + apart)
        .map((row, context) -> entry(row))
        .list();
  }

  @Override
  public UpkeepEntry strike(long id, String why, String by) {
    return access.write(
        handle -> {
          existing(handle, id);
          handle.execute(
              """
              UPDATE upkeep SET struck = ?, struck_by = ?, struck_why = ?
              WHERE id = ? AND struck IS NULL""",
              now(),
              by,
              why,
              id);
          return existing(handle, id);
        });
  }

  private static UpkeepEntry existing(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM upkeep WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> entry(row))
        .findOne()
        .orElseThrow(() -> RegistryException.notFound("upkeep", id));
  }

  @Override
  public List<UpkeepEntry> list(
      @Nullable Long thing,
      @Nullable Long facility,
      UpkeepEntry.@Nullable Kind kind,
      Instant from,
      Instant to,
      LongPredicate seen,
      int limit) {
    return access.read(
        handle -> {
          try (Stream<UpkeepEntry> entries =
              handle
                  .createQuery(
                      """
                    SELECT * FROM upkeep WHERE (:thing IS NULL OR thing = :thing)
                      AND (:facility IS NULL OR thing IN (
                        SELECT p.thing FROM thing_place p WHERE p.facility = :facility))
                      AND (:kind IS NULL OR kind = :kind)
                      AND from_time < :to AND COALESCE(to_time, from_time) >= :from
                    ORDER BY from_time DESC, id DESC""")
                  .bind("thing", thing)
                  .bind("facility", facility)
                  .bind("kind", kind == null ? null : kind.text())
                  .bind("from", Micros.of(from))
                  .bind("to", Micros.of(to))
                  .map((row, context) -> entry(row))
                  .stream()) {
            return entries.filter(entry -> seen.test(entry.thing())).limit(limit).toList();
          }
        });
  }

  private long now() {
    return Micros.of(access.clock().instant());
  }

  private static UpkeepEntry entry(ResultSet row) throws SQLException {
    return new UpkeepEntry(
        row.getLong("id"),
        row.getLong("thing"),
        UpkeepEntry.Kind.ofText(row.getString("kind")),
        Columns.instant(row, "from_time"),
        Columns.instantOrNull(row, "to_time"),
        row.getString("who"),
        row.getString("note"),
        UpkeepEntry.Source.ofText(row.getString("source")),
        Columns.instant(row, "recorded"),
        Columns.instantOrNull(row, "struck"),
        Columns.text(row, "struck_by"),
        Columns.text(row, "struck_why"));
  }
}
