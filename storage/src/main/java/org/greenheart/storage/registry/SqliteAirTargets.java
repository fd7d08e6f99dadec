// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteAirTargets implements AirTargets {
  private final Access access;

  SqliteAirTargets(Access access) {
    this.access = access;
  }

  @Override
  public AirTarget record(AirTarget target) {
    return access.write(
        handle -> {
          References.require(handle, "area", "area", target.area());
          AirTarget known =
              of(handle, target.area(), target.year()).stream()
                  .filter(each -> each.item().equals(target.item()))
                  .findFirst()
                  .orElse(null);
          if (known != null
              && known.target().equals(target.target())
              && known.basis().equals(target.basis())) {
            return known;
          }
          handle.execute(
              """
              INSERT INTO air_target (area, year, item, target, basis, author, recorded)
              VALUES (?, ?, ?, ?, ?, ?, ?)""",
              target.area(),
              target.year(),
              target.item(),
              Columns.sql(target.target()),
              target.basis(),
              target.author(),
              Micros.of(access.clock().instant()));
          return of(handle, target.area(), target.year()).stream()
              .filter(each -> each.item().equals(target.item()))
              .findFirst()
              .orElseThrow();
        });
  }

  @Override
  public List<AirTarget> of(long area, int year) {
    return access.read(handle -> of(handle, area, year));
  }

  private static List<AirTarget> of(Handle handle, long area, int year) {
    return handle
        .createQuery(
            """
            SELECT * FROM air_target t WHERE area = :area AND year = :year AND NOT EXISTS (
              SELECT 1 FROM air_target n WHERE n.area = t.area AND n.year = t.year
                AND n.item = t.item AND n.id > t.id)
            ORDER BY item""")
        .bind("area", area)
        .bind("year", year)
        .map(
            (row, context) ->
                new AirTarget(
                    row.getLong("area"),
                    row.getInt("year"),
                    row.getString("item"),
                    requireNonNull(Columns.decimal(row, "target"), "target is null"),
                    row.getString("basis"),
                    row.getString("author"),
                    Columns.instant(row, "recorded")))
        .list();
  }
}
