// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.TableShape.ofRow;
import static org.greenheart.storage.registry.TableShape.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables of the place side. */
final class PlaceShapes {
  static final TableShape<Area> AREA =
      new TableShape<>(
          "area",
          "area",
          List.of("code", "name", "name_en", "level", "parent"),
          List.of("code"),
          Map.of("parent", "area"),
          Area::id,
          row ->
              ofRow(
                  row.code(),
                  row.name(),
                  row.nameEn(),
                  row.level().text(),
                  reference(row.parent())),
          (row, context) ->
              new Area(
                  row.getLong("id"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  Area.Level.ofText(row.getString("level")),
                  row.getLong("parent")),
          PlaceShapes::levelsFall);

  static final TableShape<Enterprise> ENTERPRISE =
      new TableShape<>(
          "enterprise",
          "enterprise",
          List.of("credit_code", "name", "name_en", "industry", "area", "address"),
          List.of("credit_code"),
          Map.of("area", "area"),
          Enterprise::id,
          row ->
              ofRow(
                  row.creditCode(),
                  row.name(),
                  row.nameEn(),
                  row.industry(),
                  reference(row.area()),
                  row.address()),
          (row, context) ->
              new Enterprise(
                  row.getLong("id"),
                  row.getString("credit_code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  row.getString("industry"),
                  row.getLong("area"),
                  Columns.text(row, "address")),
          (handle, old, row) -> {});

  static final TableShape<Outlet> OUTLET =
      new TableShape<>(
          "outlet",
          "outlet",
          List.of("enterprise", "code", "name", "name_en", "medium"),
          List.of("enterprise", "code"),
          Map.of("enterprise", "enterprise"),
          Outlet::id,
          row -> ofRow(row.enterprise(), row.code(), row.name(), row.nameEn(), row.medium().text()),
          (row, context) ->
              new Outlet(
                  row.getLong("id"),
                  row.getLong("enterprise"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  Medium.ofText(row.getString("medium"))),
          (handle, old, row) ->
              stays("enterprise", old.map(Outlet::enterprise), row.enterprise(), "outlet-moved"));

  static final TableShape<Permit> PERMIT =
      new TableShape<>(
          "permit",
          "permit",
          List.of("enterprise", "number"),
          List.of("number"),
          Map.of("enterprise", "enterprise"),
          Permit::id,
          row -> ofRow(row.enterprise(), row.number()),
          (row, context) ->
              new Permit(row.getLong("id"), row.getLong("enterprise"), row.getString("number")),
          (handle, old, row) -> {
            stays("enterprise", old.map(Permit::enterprise), row.enterprise(), "permit-edited");
            stays("number", old.map(Permit::number), row.number(), "permit-edited");
          });

  static final TableShape<Facility> FACILITY =
      new TableShape<>(
          "facility",
          "facility",
          List.of("enterprise", "code", "name", "name_en", "medium", "process"),
          List.of("enterprise", "code"),
          Map.of("enterprise", "enterprise"),
          Facility::id,
          row ->
              ofRow(
                  row.enterprise(),
                  row.code(),
                  row.name(),
                  row.nameEn(),
                  row.medium().text(),
                  row.process()),
          (row, context) ->
              new Facility(
                  row.getLong("id"),
                  row.getLong("enterprise"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  Medium.ofText(row.getString("medium")),
                  Columns.text(row, "process")),
          (handle, old, row) ->
              stays(
                  "enterprise", old.map(Facility::enterprise), row.enterprise(), "facility-moved"));

  static final TableShape<FacilityPair> PAIR =
      new TableShape<>(
          "pair",
          "pair",
          List.of("facility", "inlet", "outlet", "minimum_efficiency"),
          List.of("facility", "inlet", "outlet"),
          Map.of("facility", "facility", "inlet", "thing", "outlet", "thing"),
          FacilityPair::id,
          row ->
              ofRow(
                  row.facility(), row.inlet(), row.outlet(), Columns.sql(row.minimumEfficiency())),
          (row, context) ->
              new FacilityPair(
                  row.getLong("id"),
                  row.getLong("facility"),
                  row.getLong("inlet"),
                  row.getLong("outlet"),
                  Columns.decimal(row, "minimum_efficiency")),
          (handle, old, row) -> {});

  static final TableShape<PointGroup> GROUP =
      new TableShape<>(
          "point_group",
          "group",
          List.of("code", "name", "name_en"),
          List.of("code"),
          Map.of(),
          PointGroup::id,
          row -> ofRow(row.code(), row.name(), row.nameEn()),
          (row, context) ->
              new PointGroup(
                  row.getLong("id"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en")),
          (handle, old, row) -> {});

  private PlaceShapes() {}

  /** Limits and points hang on it: it is another thing elsewhere. */
  private static void stays(String field, Optional<?> old, Object now, String code) {
    if (old.isPresent() && !old.get().equals(now)) {
      throw new RuleException(field, "must stay %s".formatted(old.get()), now, code);
    }
  }

  private static void levelsFall(Handle handle, Optional<Area> old, Area row) {
    if (row.parent() != 0) {
      Area.Level above =
          handle
              .createQuery("SELECT level FROM area WHERE id = :id")
              .bind("id", row.parent())
              .map((parent, context) -> Area.Level.ofText(parent.getString("level")))
              .one();
      requireAbove(above, row.level());
    }
    old.ifPresent(
        known ->
            handle
                .createQuery("SELECT DISTINCT level FROM area WHERE parent = :id")
                .bind("id", known.id())
                .map((child, context) -> Area.Level.ofText(child.getString("level")))
                .forEach(below -> requireAbove(row.level(), below)));
  }

  private static void requireAbove(Area.Level above, Area.Level below) {
    if (above.compareTo(below) >= 0) {
      throw new RuleException(
          "level",
          "must be above that of the areas within and below that of the area around (%s)"
              .formatted(above.text()),
          below.text(),
          "area-level");
    }
  }
}
