// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.TableShape.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class SqlitePoints implements Points {
  private final Access access;

  SqlitePoints(Access access) {
    this.access = access;
  }

  @Override
  public List<PointPlace> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM thing_place ORDER BY thing")
                .map((row, context) -> place(row))
                .list());
  }

  @Override
  public Optional<PointPlace> find(long thing) {
    return access.read(handle -> find(handle, thing));
  }

  private static Optional<PointPlace> find(Handle handle, long thing) {
    return handle
        .createQuery("SELECT * FROM thing_place WHERE thing = :thing")
        .bind("thing", thing)
        .map((row, context) -> place(row))
        .findOne();
  }

  @Override
  public Change<PointPlace> put(PointPlace wanted) {
    return access.write(
        handle -> {
          PointPlace place = completed(handle, wanted);
          Optional<PointPlace> old = find(handle, place.thing());
          if (old.isPresent() && old.get().equals(place)) {
            return new Change<>(Change.Kind.UNCHANGED, place);
          }
          write(handle, place);
          return new Change<>(old.isPresent() ? Change.Kind.CHANGED : Change.Kind.ADDED, place);
        });
  }

  private static PointPlace completed(Handle handle, PointPlace place) {
    References.require(handle, "thing", "thing", place.thing());
    if (place.area() != 0) {
      References.require(handle, "area", "area", place.area());
    }
    long enterprise = place.enterprise();
    if (enterprise != 0) {
      References.require(handle, "enterprise", "enterprise", enterprise);
    }
    enterprise = agreed(handle, enterprise, "outlet", place.outlet());
    enterprise = agreed(handle, enterprise, "facility", place.facility());
    return new PointPlace(
        place.thing(), place.area(), enterprise, place.outlet(), place.facility());
  }

  private static long agreed(Handle handle, long enterprise, String table, long id) {
    if (id == 0) {
      return enterprise;
    }
    long owner =
        handle
            .createQuery("SELECT enterprise FROM " + table + " WHERE id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(() -> RegistryException.notFound(table, id));
    if (enterprise != 0 && owner != enterprise) {
      throw new RuleException(
          table, "must belong to enterprise " + enterprise, id, "point-enterprise");
    }
    return owner;
  }

  private static void write(Handle handle, PointPlace place) {
    handle
        .createUpdate(
            """
            INSERT INTO thing_place (thing, area, enterprise, outlet, facility)
            VALUES (:thing, :area, :enterprise, :outlet, :facility)
            ON CONFLICT (thing) DO UPDATE SET area = :area, enterprise = :enterprise,
              outlet = :outlet, facility = :facility""")
        .bind("thing", place.thing())
        .bind("area", reference(place.area()))
        .bind("enterprise", reference(place.enterprise()))
        .bind("outlet", reference(place.outlet()))
        .bind("facility", reference(place.facility()))
        .execute();
  }

  @Override
  public List<Long> inArea(long area) {
    return things(
        """
        WITH RECURSIVE within (id) AS (
          SELECT id FROM area WHERE id = :id
          UNION ALL SELECT a.id FROM area a JOIN within w ON a.parent = w.id)
        SELECT thing FROM thing_place WHERE area IN (SELECT id FROM within) ORDER BY thing""",
        area);
  }

  @Override
  public List<Long> ofEnterprise(long enterprise) {
    return things(
        "SELECT thing FROM thing_place WHERE enterprise = :id ORDER BY thing", enterprise);
  }

  @Override
  public List<Long> ofOutlet(long outlet) {
    return things("SELECT thing FROM thing_place WHERE outlet = :id ORDER BY thing", outlet);
  }

  @Override
  public List<Long> ofGroup(long group) {
    return things(
        "SELECT thing FROM point_group_thing WHERE point_group = :id ORDER BY thing", group);
  }

  private List<Long> things(String sql, long id) {
    return access.read(handle -> handle.createQuery(sql).bind("id", id).mapTo(Long.class).list());
  }

  @Override
  public boolean join(long group, long thing) {
    return access.write(
        handle -> {
          References.require(handle, "point_group", "group", group);
          References.require(handle, "thing", "thing", thing);
          return handle.execute(
                  """
                  INSERT INTO point_group_thing (point_group, thing) VALUES (?, ?)
                  ON CONFLICT DO NOTHING""",
                  group,
                  thing)
              == 1;
        });
  }

  @Override
  public boolean leave(long group, long thing) {
    return access.write(
        handle ->
            handle.execute(
                    "DELETE FROM point_group_thing WHERE point_group = ? AND thing = ?",
                    group,
                    thing)
                == 1);
  }

  private static PointPlace place(ResultSet row) throws SQLException {
    return new PointPlace(
        row.getLong("thing"),
        row.getLong("area"),
        row.getLong("enterprise"),
        row.getLong("outlet"),
        row.getLong("facility"));
  }
}
