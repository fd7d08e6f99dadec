// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

final class SqliteMeterSources implements MeterSources {
  private final Access access;

  SqliteMeterSources(Access access) {
    this.access = access;
  }

  @Override
  public List<MeterSource> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT id FROM meter_source ORDER BY code")
                .mapTo(Long.class)
                .list()
                .stream()
                .flatMap(id -> find(handle, id).stream())
                .toList());
  }

  @Override
  public Optional<MeterSource> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<MeterSource> find(Handle handle, long id) {
    List<MeterEntry> entries =
        handle
            .createQuery("SELECT * FROM meter_entry WHERE source = :id ORDER BY position")
            .bind("id", id)
            .map((row, context) -> entry(row))
            .list();
    return handle
        .createQuery("SELECT * FROM meter_source WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> source(row, entries))
        .findOne();
  }

  @Override
  public MeterSource put(MeterSource source) {
    return access.write(
        handle -> {
          long id = source.id() == 0 ? add(handle, source) : change(handle, source);
          handle.execute("DELETE FROM meter_entry WHERE source = ?", id);
          int position = 0;
          for (MeterEntry entry : source.entries()) {
            add(handle, id, position++, entry);
          }
          return find(handle, id).orElseThrow(() -> RegistryException.notFound("meter source", id));
        });
  }

  private static long add(Handle handle, MeterSource source) {
    boolean taken =
        handle
                .createQuery("SELECT COUNT(*) FROM meter_source WHERE code = :code")
                .bind("code", source.code())
                .mapTo(Long.class)
                .one()
            != 0;
    if (taken) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE,
          "meter source (%s) is there already".formatted(source.code()));
    }
    return bind(
            handle.createUpdate(
                """
                INSERT INTO meter_source (code, name, kind, host, port, enabled, units, period,
                  timeout, login, secret, layout, changed, changed_by)
                VALUES (:code, :name, :kind, :host, :port, :enabled, :units, :period,
                  :timeout, :login, :secret, :layout, :changed, :changedBy)"""),
            source)
        .bind("code", source.code())
        .bind("kind", source.kind().text())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static long change(Handle handle, MeterSource source) {
    bind(
            handle.createUpdate(
                """
                UPDATE meter_source SET name = :name, host = :host, port = :port,
                  enabled = :enabled, units = :units, period = :period, timeout = :timeout,
                  login = :login, secret = :secret, layout = :layout, changed = :changed,
                  changed_by = :changedBy
                WHERE id = :id"""),
            source)
        .bind("id", source.id())
        .execute();
    return source.id();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, MeterSource source) {
    return statement
        .bind("name", source.name())
        .bind("host", source.host())
        .bind("port", source.port())
        .bind("enabled", source.enabled() ? 1 : 0)
        .bind("units", String.join(" ", source.units()))
        .bind("period", source.period().toMillis())
        .bind("timeout", source.timeout().toMillis())
        .bind("login", source.login())
        .bind("secret", source.secret())
        .bind("layout", source.layout())
        .bind("changed", Micros.of(source.changed()))
        .bind("changedBy", source.changedBy());
  }

  private static void add(Handle handle, long source, int position, MeterEntry entry) {
    handle
        .createUpdate(
            """
            INSERT INTO meter_entry (source, position, code, name, place, area, type, word_order,
              scale, shift, unit, counter, wraps_at, most_per_hour)
            VALUES (:source, :position, :code, :name, :place, :area, :type, :order,
              :scale, :shift, :unit, :counter, :wrapsAt, :mostPerHour)""")
        .bind("source", source)
        .bind("position", position)
        .bind("code", entry.code())
        .bind("name", entry.name())
        .bind("place", entry.place())
        .bind("area", entry.area())
        .bind("type", entry.type())
        .bind("order", entry.order())
        .bind("scale", Columns.sql(entry.scale()))
        .bind("shift", Columns.sql(entry.shift()))
        .bind("unit", entry.unit())
        .bind("counter", entry.counter() ? 1 : 0)
        .bind("wrapsAt", Columns.sql(entry.wrapsAt()))
        .bind("mostPerHour", Columns.sql(entry.mostPerHour()))
        .execute();
  }

  @Override
  public boolean remove(long id) {
    return access.write(handle -> handle.execute("DELETE FROM meter_source WHERE id = ?", id) == 1);
  }

  private static MeterSource source(ResultSet row, List<MeterEntry> entries) throws SQLException {
    String units = row.getString("units");
    return new MeterSource(
        row.getLong("id"),
        row.getString("code"),
        row.getString("name"),
        MeterSource.Kind.ofText(row.getString("kind")),
        row.getString("host"),
        row.getInt("port"),
        row.getInt("enabled") == 1,
        units.isEmpty() ? List.of() : Arrays.asList(units.split(" ", -1)),
        Duration.ofMillis(row.getLong("period")),
        Duration.ofMillis(row.getLong("timeout")),
        Columns.text(row, "login"),
        Columns.text(row, "secret"),
        row.getString("layout"),
        entries,
        Columns.instant(row, "changed"),
        row.getString("changed_by"));
  }

  private static MeterEntry entry(ResultSet row) throws SQLException {
    return new MeterEntry(
        row.getString("code"),
        Columns.text(row, "name"),
        row.getString("place"),
        row.getString("area"),
        row.getString("type"),
        row.getString("word_order"),
        number(row, "scale"),
        number(row, "shift"),
        row.getString("unit"),
        row.getInt("counter") == 1,
        Columns.decimal(row, "wraps_at"),
        Columns.decimal(row, "most_per_hour"));
  }

  private static Decimal number(ResultSet row, String column) throws SQLException {
    return Decimal.parse(row.getString(column)).orElseThrow();
  }
}
