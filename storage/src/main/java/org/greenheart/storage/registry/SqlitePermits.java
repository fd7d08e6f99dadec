// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqlitePermits implements Permits {
  /** Of several records with one beginning the last counts; the term must contain the day. */
  private static final String IN_FORCE =
      """
      SELECT l.* FROM permit_limit l
      JOIN thing_place p ON p.outlet = l.outlet
      WHERE p.thing = :thing
        AND l.id = (
          SELECT x.id FROM permit_limit x
          WHERE x.outlet = l.outlet AND x.code = l.code AND x.permit = l.permit
            AND x.averaging = l.averaging AND x.valid_from <= :date
          ORDER BY x.valid_from DESC, x.id DESC LIMIT 1)
        AND EXISTS (
          SELECT 1 FROM permit_term t
          WHERE t.permit = l.permit AND t.valid_from <= :date AND t.valid_to >= :date
            AND NOT EXISTS (
              SELECT 1 FROM permit_term n
              WHERE n.permit = t.permit AND n.valid_from = t.valid_from AND n.id > t.id))
      """;

  private final Access access;
  private final PlaceTable<Permit> permits;

  SqlitePermits(Access access) {
    this.access = access;
    this.permits = new SqlitePlaceTable<>(access, PlaceShapes.PERMIT);
  }

  @Override
  public List<Permit> list() {
    return permits.list();
  }

  @Override
  public Optional<Permit> find(long id) {
    return permits.find(id);
  }

  @Override
  public Change<Permit> put(Permit row) {
    return permits.put(row);
  }

  @Override
  public void remove(long id) {
    permits.remove(id);
  }

  @Override
  public List<PermitTerm> terms(long permit) {
    return access.read(handle -> terms(handle, permit));
  }

  private static List<PermitTerm> terms(Handle handle, long permit) {
    return handle
        .createQuery("SELECT * FROM permit_term WHERE permit = :permit ORDER BY id")
        .bind("permit", permit)
        .map((row, context) -> term(row))
        .list();
  }

  @Override
  public Change<PermitTerm> setTerm(long permit, LocalDate from, LocalDate to) {
    Instant now = access.clock().instant();
    PermitTerm wanted = new PermitTerm(0, permit, from, to, now);
    return access.write(
        handle -> {
          References.require(handle, "permit", "permit", permit);
          Optional<PermitTerm> newest =
              terms(handle, permit).reversed().stream()
                  .filter(term -> term.from().equals(from))
                  .findFirst();
          if (newest.isPresent() && newest.get().to().equals(to)) {
            return new Change<>(Change.Kind.UNCHANGED, newest.get());
          }
          return new Change<>(
              newest.isPresent() ? Change.Kind.CHANGED : Change.Kind.ADDED, insert(handle, wanted));
        });
  }

  private static PermitTerm insert(Handle handle, PermitTerm term) {
    return handle
        .createQuery(
            """
            INSERT INTO permit_term (permit, valid_from, valid_to, recorded)
            VALUES (:permit, :from, :to, :recorded) RETURNING *""")
        .bind("permit", term.permit())
        .bind("from", term.from().toString())
        .bind("to", term.to().toString())
        .bind("recorded", Micros.of(term.recorded()))
        .map((row, context) -> term(row))
        .one();
  }

  @Override
  public List<PermitLimit> limits(long permit) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM permit_limit WHERE permit = :permit ORDER BY id")
                .bind("permit", permit)
                .map((row, context) -> limit(row))
                .list());
  }

  @Override
  public List<PermitLimit> ofOutlet(long outlet) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM permit_limit WHERE outlet = :outlet ORDER BY id")
                .bind("outlet", outlet)
                .map((row, context) -> limit(row))
                .list());
  }

  @Override
  public Change<PermitLimit> setLimit(PermitLimit wanted) {
    return access.write(
        handle -> {
          requireFits(handle, wanted);
          Optional<PermitLimit> newest = newest(handle, wanted);
          if (newest.isPresent() && newest.get().sameAs(wanted)) {
            return new Change<>(Change.Kind.UNCHANGED, newest.get());
          }
          return new Change<>(
              newest.isPresent() ? Change.Kind.CHANGED : Change.Kind.ADDED, insert(handle, wanted));
        });
  }

  private static void requireFits(Handle handle, PermitLimit limit) {
    long permitHolder = owner(handle, "permit", limit.permit());
    long outletHolder = owner(handle, "outlet", limit.outlet());
    if (permitHolder != outletHolder) {
      throw new RuleException(
          "outlet",
          "must belong to the enterprise of permit " + limit.permit(),
          limit.outlet(),
          "permit-enterprise");
    }
    Medium medium =
        handle
            .createQuery("SELECT medium FROM outlet WHERE id = :id")
            .bind("id", limit.outlet())
            .map((row, context) -> Medium.ofText(row.getString("medium")))
            .one();
    if (!limit.unit().isEmpty() && !limit.unit().equals(medium.unit())) {
      throw new RuleException(
          "unit",
          "must be %s for %s, or empty where there is none".formatted(medium.unit(), medium.text()),
          limit.unit(),
          "limit-unit");
    }
  }

  private static long owner(Handle handle, String table, long id) {
    return handle
        .createQuery("SELECT enterprise FROM " + table + " WHERE id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> RegistryException.notFound(table, id));
  }

  private static Optional<PermitLimit> newest(Handle handle, PermitLimit like) {
    return handle
        .createQuery(
            """
            SELECT * FROM permit_limit
            WHERE outlet = :outlet AND code = :code AND permit = :permit
              AND averaging = :averaging AND valid_from = :from
            ORDER BY id DESC LIMIT 1""")
        .bind("outlet", like.outlet())
        .bind("code", like.code())
        .bind("permit", like.permit())
        .bind("averaging", like.averaging().text())
        .bind("from", like.from().toString())
        .map((row, context) -> limit(row))
        .findOne();
  }

  private PermitLimit insert(Handle handle, PermitLimit limit) {
    return handle
        .createQuery(
            """
            INSERT INTO permit_limit (permit, outlet, code, valid_from, averaging, unit,
              minimum, maximum, kilograms_per_hour, tonnes_per_year, recorded)
            VALUES (:permit, :outlet, :code, :from, :averaging, :unit,
              :minimum, :maximum, :kilogramsPerHour, :tonnesPerYear, :recorded)
            RETURNING *""")
        .bind("permit", limit.permit())
        .bind("outlet", limit.outlet())
        .bind("code", limit.code())
        .bind("from", limit.from().toString())
        .bind("averaging", limit.averaging().text())
        .bind("unit", limit.unit())
        .bind("minimum", Columns.sql(limit.minimum()))
        .bind("maximum", Columns.sql(limit.maximum()))
        .bind("kilogramsPerHour", Columns.sql(limit.kilogramsPerHour()))
        .bind("tonnesPerYear", Columns.sql(limit.tonnesPerYear()))
        .bind("recorded", Micros.of(access.clock().instant()))
        .map((row, context) -> limit(row))
        .one();
  }

  @Override
  public List<PermitLimit> inForce(long thing, LocalDate date) {
    return access.read(
        handle ->
            handle
                .createQuery(IN_FORCE + " ORDER BY l.code, l.id")
                .bind("thing", thing)
                .bind("date", date.toString())
                .map((row, context) -> limit(row))
                .filter(PermitLimit::limits)
                .list());
  }

  @Override
  public List<PermitLimit> inForce(long thing, String code, LocalDate date) {
    return access.read(
        handle ->
            handle
                .createQuery(IN_FORCE + " AND l.code = :code ORDER BY l.id")
                .bind("thing", thing)
                .bind("date", date.toString())
                .bind("code", code)
                .map((row, context) -> limit(row))
                .filter(PermitLimit::limits)
                .list());
  }

  private static PermitTerm term(ResultSet row) throws SQLException {
    return new PermitTerm(
        row.getLong("id"),
        row.getLong("permit"),
        LocalDate.parse(row.getString("valid_from")),
        LocalDate.parse(row.getString("valid_to")),
        Columns.instant(row, "recorded"));
  }

  private static PermitLimit limit(ResultSet row) throws SQLException {
    return new PermitLimit(
        row.getLong("id"),
        row.getLong("permit"),
        row.getLong("outlet"),
        row.getString("code"),
        LocalDate.parse(row.getString("valid_from")),
        Interval.ofText(row.getString("averaging")),
        row.getString("unit"),
        Columns.decimal(row, "minimum"),
        Columns.decimal(row, "maximum"),
        Columns.decimal(row, "kilograms_per_hour"),
        Columns.decimal(row, "tonnes_per_year"),
        Columns.instant(row, "recorded"));
  }
}
