// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

final class SqliteLimits implements Limits {
  private final Access access;
  private final AtomicLong changes;

  SqliteLimits(Access access, AtomicLong changes) {
    this.access = access;
    this.changes = changes;
  }

  @Override
  public List<OperatorLimit> operatorLimits() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM operator_limit ORDER BY id")
                .map((row, context) -> limit(row))
                .list());
  }

  @Override
  public OperatorLimit add(OperatorLimit limit) {
    return access.write(
        handle -> {
          OperatorLimit.Place place = limit.place();
          if (place.outlet() != 0) {
            References.require(handle, "outlet", "outlet", place.outlet());
          }
          OperatorLimit.Demand demand = limit.demand();
          Query insert =
              handle.createQuery(
                  """
                  INSERT INTO operator_limit (kind, level, outlet, standard, medium, point, grade,
                    facility, fuel, region, item_condition, item, code, operator, value, unit,
                    averaging, reference_oxygen, valid_from, valid_to, document, clause, confidence,
                    source, enabled, author, reason, recorded)
                  VALUES (:kind, :level, :outlet, :standard, :medium, :point, :grade, :facility,
                    :fuel, :region, :condition, :item, :code, :operator, :value, :unit, :averaging,
                    :oxygen, :from, :to, :document, :clause, :confidence, :source, :enabled,
                    :author, :reason, :recorded)
                  RETURNING *""");
          OperatorLimit kept =
              insert
                  .bind("kind", limit.kind().text())
                  .bind("level", place.level())
                  .bind("outlet", TableShape.reference(place.outlet()))
                  .bind("standard", place.standard())
                  .bind("medium", place.medium())
                  .bind("point", place.point())
                  .bind("grade", place.grade())
                  .bind("facility", place.facility())
                  .bind("fuel", place.fuel())
                  .bind("region", place.region())
                  .bind("condition", place.condition())
                  .bind("item", demand.item())
                  .bind("code", demand.code())
                  .bind("operator", demand.operator())
                  .bind("value", demand.value())
                  .bind("unit", demand.unit())
                  .bind("averaging", demand.averaging())
                  .bind("oxygen", Columns.sql(demand.referenceOxygen()))
                  .bind("from", text(limit.from()))
                  .bind("to", text(limit.to()))
                  .bind("document", limit.basis().document())
                  .bind("clause", limit.basis().clause())
                  .bind("confidence", limit.basis().confidence())
                  .bind("source", limit.basis().source())
                  .bind("enabled", limit.enabled())
                  .bind("author", limit.author())
                  .bind("reason", limit.reason())
                  .bind("recorded", recorded(handle))
                  .map((row, context) -> limit(row))
                  .one();
          access.afterCommit(changes::incrementAndGet);
          return kept;
        });
  }

  /** The clock may stand still or go back; what is recorded later is always later here. */
  private long recorded(Handle handle) {
    long newest =
        handle
            .createQuery(
                """
                SELECT COALESCE(MAX(recorded), 0) FROM (
                  SELECT MAX(recorded) AS recorded FROM operator_limit
                  UNION ALL SELECT MAX(recorded) FROM limit_switch
                  UNION ALL SELECT MAX(recorded) FROM standard_use)""")
            .mapTo(Long.class)
            .one();
    return Math.max(Micros.of(access.clock().instant()), newest + 1);
  }

  @Override
  public List<LimitSwitch> switches() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM limit_switch ORDER BY id")
                .map((row, context) -> limitSwitch(row))
                .list());
  }

  @Override
  public LimitSwitch add(LimitSwitch one) {
    return access.write(
        handle -> {
          LimitSwitch kept =
              handle
                  .createQuery(
                      """
                      INSERT INTO limit_switch (limit_ref, enabled, author, reason, recorded)
                      VALUES (:limit, :enabled, :author, :reason, :recorded) RETURNING *""")
                  .bind("limit", one.limit())
                  .bind("enabled", one.enabled())
                  .bind("author", one.author())
                  .bind("reason", one.reason())
                  .bind("recorded", recorded(handle))
                  .map((row, context) -> limitSwitch(row))
                  .one();
          access.afterCommit(changes::incrementAndGet);
          return kept;
        });
  }

  @Override
  public List<StandardUse> uses() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM standard_use ORDER BY id")
                .map((row, context) -> use(row))
                .list());
  }

  @Override
  public StandardUse add(StandardUse use) {
    return access.write(
        handle -> {
          switch (use.scope()) {
            case OUTLET -> require(handle, "outlet", use.target());
            case ENTERPRISE -> require(handle, "enterprise", use.target());
            case AREA -> require(handle, "area", use.target());
            case INDUSTRY -> {}
            case ALL -> {}
          }
          StandardUse.Which which = use.which();
          StandardUse kept =
              handle
                  .createQuery(
                      """
                      INSERT INTO standard_use (scope, target, medium, standard, point, grade,
                        facility, fuel, region, item_condition, built, merged, valid_from, valid_to,
                        applies, author, reason, recorded)
                      VALUES (:scope, :target, :medium, :standard, :point, :grade, :facility, :fuel,
                        :region, :condition, :built, :merged, :from, :to, :applies, :author,
                        :reason, :recorded)
                      RETURNING *""")
                  .bind("scope", use.scope().text())
                  .bind("target", use.target())
                  .bind("medium", use.medium().text())
                  .bind("standard", use.standard())
                  .bind("point", which.point())
                  .bind("grade", which.grade())
                  .bind("facility", which.facility())
                  .bind("fuel", which.fuel())
                  .bind("region", which.region())
                  .bind("condition", which.condition())
                  .bind("built", text(use.built()))
                  .bind("merged", use.merged())
                  .bind("from", text(use.from()))
                  .bind("to", text(use.to()))
                  .bind("applies", use.applies())
                  .bind("author", use.author())
                  .bind("reason", use.reason())
                  .bind("recorded", recorded(handle))
                  .map((row, context) -> use(row))
                  .one();
          access.afterCommit(changes::incrementAndGet);
          return kept;
        });
  }

  private static void require(Handle handle, String table, String target) {
    try {
      References.require(handle, table, table, Long.parseLong(target));
    } catch (NumberFormatException e) {
      throw new RuleException(
          "target", "must be the id of its " + table, target, "standard-target");
    }
  }

  @Override
  public void judged(long alarm, String limit, String choice) {
    access.write(
        handle ->
            handle.execute(
                """
                INSERT INTO alarm_limit (alarm, limit_ref, choice, recorded)
                SELECT ?, ?, ?, ? WHERE ? IS DISTINCT FROM (
                  SELECT limit_ref FROM alarm_limit WHERE alarm = ? ORDER BY id DESC LIMIT 1)""",
                alarm,
                limit,
                choice,
                Micros.of(access.clock().instant()),
                limit,
                alarm));
  }

  @Override
  public List<AlarmLimit> of(long alarm) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM alarm_limit WHERE alarm = :alarm ORDER BY id")
                .bind("alarm", alarm)
                .map(
                    (row, context) ->
                        new AlarmLimit(
                            row.getLong("alarm"),
                            row.getString("limit_ref"),
                            row.getString("choice"),
                            Columns.instant(row, "recorded")))
                .list());
  }

  @Override
  public long changes() {
    return changes.get();
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
    String text = Columns.text(row, column);
    return text == null ? null : LocalDate.parse(text);
  }

  private static OperatorLimit limit(ResultSet row) throws SQLException {
    return new OperatorLimit(
        row.getLong("id"),
        OperatorLimit.Kind.ofText(row.getString("kind")),
        new OperatorLimit.Place(
            row.getString("level"),
            row.getLong("outlet"),
            row.getString("standard"),
            row.getString("medium"),
            row.getString("point"),
            row.getString("grade"),
            row.getString("facility"),
            row.getString("fuel"),
            row.getString("region"),
            row.getString("item_condition")),
        new OperatorLimit.Demand(
            row.getString("item"),
            row.getString("code"),
            row.getString("operator"),
            row.getString("value"),
            row.getString("unit"),
            row.getString("averaging"),
            Columns.decimal(row, "reference_oxygen")),
        day(row, "valid_from"),
        day(row, "valid_to"),
        new OperatorLimit.Basis(
            row.getString("document"),
            row.getString("clause"),
            row.getString("confidence"),
            row.getString("source")),
        row.getBoolean("enabled"),
        row.getString("author"),
        row.getString("reason"),
        Columns.instant(row, "recorded"));
  }

  private static LimitSwitch limitSwitch(ResultSet row) throws SQLException {
    return new LimitSwitch(
        row.getLong("id"),
        row.getString("limit_ref"),
        row.getBoolean("enabled"),
        row.getString("author"),
        row.getString("reason"),
        Columns.instant(row, "recorded"));
  }

  private static StandardUse use(ResultSet row) throws SQLException {
    return new StandardUse(
        row.getLong("id"),
        StandardUse.Scope.ofText(row.getString("scope")),
        row.getString("target"),
        Medium.ofText(row.getString("medium")),
        row.getString("standard"),
        new StandardUse.Which(
            row.getString("point"),
            row.getString("grade"),
            row.getString("facility"),
            row.getString("fuel"),
            row.getString("region"),
            row.getString("item_condition")),
        day(row, "built"),
        row.getBoolean("merged"),
        day(row, "valid_from"),
        day(row, "valid_to"),
        row.getBoolean("applies"),
        row.getString("author"),
        row.getString("reason"),
        Columns.instant(row, "recorded"));
  }
}
