// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteCounters implements Counters {
  private static final String STEPS = "SELECT * FROM counter_step ";

  /** As {@link CounterStep#isOpen} says. */
  private static final String OPEN = "(kind IN ('backwards', 'jump') AND verdict IS NULL)";

  private final Access access;

  SqliteCounters(Access access) {
    this.access = access;
  }

  @Override
  public List<Counter> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM counter ORDER BY datastream")
                .map((row, context) -> counter(row))
                .list());
  }

  @Override
  public Optional<Counter> find(long datastream) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM counter WHERE datastream = :datastream")
                .bind("datastream", datastream)
                .map((row, context) -> counter(row))
                .findOne());
  }

  @Override
  public void put(Counter counter) {
    access.write(
        handle -> {
          References.require(handle, "datastream", "datastream", counter.datastream());
          return handle.execute(
              """
              INSERT INTO counter (datastream, wraps_at, most_per_hour, changed, changed_by)
              VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (datastream) DO UPDATE SET wraps_at = excluded.wraps_at,
                most_per_hour = excluded.most_per_hour, changed = excluded.changed,
                changed_by = excluded.changed_by""",
              counter.datastream(),
              Columns.sql(counter.wrapsAt()),
              Columns.sql(counter.mostPerHour()),
              Micros.of(counter.changed()),
              counter.changedBy());
        });
  }

  @Override
  public boolean remove(long datastream) {
    return access.write(
        handle -> {
          // Nobody need say anything of them any more; what was said stays.
          handle.execute(
              "DELETE FROM counter_step WHERE datastream = ? AND verdict IS NULL", datastream);
          return handle.execute("DELETE FROM counter WHERE datastream = ?", datastream) == 1;
        });
  }

  @Override
  public List<CounterStep> steps(long datastream, Instant from, Instant to) {
    return access.read(handle -> steps(handle, datastream, from, to));
  }

  private static List<CounterStep> steps(Handle handle, long datastream, Instant from, Instant to) {
    return handle
        .createQuery(
            STEPS + "WHERE datastream = :datastream AND at >= :from AND at < :to ORDER BY at")
        .bind("datastream", datastream)
        .bind("from", Micros.of(from))
        .bind("to", Micros.of(to))
        .map((row, context) -> step(row))
        .list();
  }

  @Override
  public Optional<CounterStep> step(long id) {
    return access.read(handle -> step(handle, id));
  }

  private static Optional<CounterStep> step(Handle handle, long id) {
    return handle
        .createQuery(STEPS + "WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> step(row))
        .findOne();
  }

  @Override
  public List<CounterStep> decided(long datastream, Instant from) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    STEPS
                        + "WHERE datastream = :datastream AND at >= :from AND verdict IS NOT NULL"
                        + " ORDER BY at")
                .bind("datastream", datastream)
                .bind("from", Micros.of(from))
                .map((row, context) -> step(row))
                .list());
  }

  @Override
  public Map<Long, Long> open() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT datastream, COUNT(*) AS many FROM counter_step WHERE "
                        + OPEN
                        + " GROUP BY datastream")
                .map((row, context) -> Map.entry(row.getLong("datastream"), row.getLong("many")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Set<Long> withSteps() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT DISTINCT datastream FROM counter_step")
                .mapTo(Long.class)
                .set());
  }

  @Override
  public List<CounterStep> newestSteps(Set<Long> datastreams, int most) {
    return access.read(
        handle -> {
          try (Stream<CounterStep> steps =
              handle
                  .createQuery(
                      STEPS + "ORDER BY CASE WHEN " + OPEN + " THEN 0 ELSE 1 END, at DESC, id DESC")
                  .map((row, context) -> step(row))
                  .stream()) {
            return steps
                .filter(step -> datastreams.contains(step.datastream()))
                .limit(most)
                .toList();
          }
        });
  }

  @Override
  public void replaceSteps(
      long datastream, Instant from, Instant to, Collection<CounterStep> steps) {
    Set<Instant> given = steps.stream().map(CounterStep::at).collect(Collectors.toSet());
    access.write(
        handle -> {
          for (CounterStep known : steps(handle, datastream, from, to)) {
            if (known.decision() == null && !given.contains(known.at())) {
              handle.execute("DELETE FROM counter_step WHERE id = ?", known.id());
            }
          }
          steps.forEach(step -> keep(handle, step));
          return steps.size();
        });
  }

  private static void keep(Handle handle, CounterStep step) {
    handle.execute(
        """
        INSERT INTO counter_step (datastream, at, kind, was, became, noticed)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (datastream, at) DO UPDATE SET kind = excluded.kind, was = excluded.was,
          became = excluded.became
        WHERE verdict IS NULL""",
        step.datastream(),
        Micros.of(step.at()),
        step.kind().text(),
        Columns.sql(step.was()),
        Columns.sql(step.became()),
        Micros.of(step.noticed()));
  }

  @Override
  public CounterStep decide(long step, CounterStep.Decision decision) {
    return access.write(
        handle -> {
          handle.execute(
              """
              UPDATE counter_step SET verdict = ?, old_last = ?, new_first = ?, why = ?,
                decided = ?, decided_by = ? WHERE id = ?""",
              decision.verdict().text(),
              Columns.sql(decision.oldLast()),
              Columns.sql(decision.newFirst()),
              decision.why(),
              Micros.of(decision.decided()),
              decision.decidedBy(),
              step);
          return step(handle, step)
              .orElseThrow(() -> RegistryException.notFound("counter step", step));
        });
  }

  private static Counter counter(ResultSet row) throws SQLException {
    return new Counter(
        row.getLong("datastream"),
        Columns.decimal(row, "wraps_at"),
        Columns.decimal(row, "most_per_hour"),
        Columns.instant(row, "changed"),
        row.getString("changed_by"));
  }

  private static CounterStep step(ResultSet row) throws SQLException {
    String verdict = Columns.text(row, "verdict");
    return new CounterStep(
        row.getLong("id"),
        row.getLong("datastream"),
        Columns.instant(row, "at"),
        CounterStep.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        number(row, "was"),
        number(row, "became"),
        Columns.instant(row, "noticed"),
        verdict == null
            ? null
            : new CounterStep.Decision(
                CounterStep.Verdict.ofText(verdict),
                Columns.decimal(row, "old_last"),
                Columns.decimal(row, "new_first"),
                row.getString("why"),
                Columns.instant(row, "decided"),
                row.getString("decided_by")));
  }

  private static Decimal number(ResultSet row, String column) throws SQLException {
    return Decimal.parse(row.getString(column)).orElseThrow();
  }
}
