// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.jdbi.v3.core.Handle;

final class SqliteProduction implements Production {
  private static final TableShape<WorkUnit> UNIT =
      new TableShape<>(
          "work_unit",
          "unit",
          List.of("enterprise", "code", "name", "name_en", "kind", "parent", "temperature"),
          List.of("enterprise", "code"),
          Map.of("enterprise", "enterprise", "parent", "work_unit"),
          WorkUnit::id,
          row ->
              TableShape.ofRow(
                  row.enterprise(),
                  row.code(),
                  row.name(),
                  row.nameEn(),
                  row.kind().text(),
                  TableShape.reference(row.parent()),
                  TableShape.reference(row.temperature())),
          (row, context) ->
              new WorkUnit(
                  row.getLong("id"),
                  row.getLong("enterprise"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  WorkUnit.Kind.ofText(row.getString("kind")),
                  row.getLong("parent"),
                  row.getLong("temperature")),
          (handle, old, row) -> requireNoCircle(handle, old.map(WorkUnit::id).orElse(0L), row));

  private static final TableShape<Product> PRODUCT =
      new TableShape<>(
          "product",
          "product",
          List.of("enterprise", "code", "name", "name_en", "unit", "quota", "kilograms"),
          List.of("enterprise", "code"),
          Map.of("enterprise", "enterprise"),
          Product::id,
          row ->
              TableShape.ofRow(
                  row.enterprise(),
                  row.code(),
                  row.name(),
                  row.nameEn(),
                  row.unit(),
                  row.quota(),
                  Columns.sql(row.kilograms())),
          (row, context) ->
              new Product(
                  row.getLong("id"),
                  row.getLong("enterprise"),
                  row.getString("code"),
                  row.getString("name"),
                  Columns.text(row, "name_en"),
                  row.getString("unit"),
                  Columns.text(row, "quota"),
                  Columns.decimal(row, "kilograms")),
          (handle, old, row) ->
              old.filter(known -> !known.unit().equals(row.unit()))
                  .ifPresent(known -> requireNoOutput(handle, known, row)));

  private final Access access;
  private final PlaceTable<WorkUnit> units;
  private final PlaceTable<Product> products;

  SqliteProduction(Access access) {
    this.access = access;
    this.units = new SqlitePlaceTable<>(access, UNIT);
    this.products = new SqlitePlaceTable<>(access, PRODUCT);
  }

  /** A unit stands in another of its enterprise, and in none that stands in it. */
  private static void requireNoCircle(Handle handle, long id, WorkUnit row) {
    long above = row.parent();
    while (above != 0) {
      Books.requireOwner(handle, "work_unit", "parent", above, row.enterprise());
      if (above == id) {
        throw new RuleException(
            "parent", "must not stand within the unit itself", row.parent(), "unit-parent");
      }
      above =
          handle
              .createQuery("SELECT COALESCE(parent, 0) FROM work_unit WHERE id = :id")
              .bind("id", above)
              .mapTo(Long.class)
              .one();
    }
  }

  private static void requireNoOutput(Handle handle, Product known, Product row) {
    boolean made =
        handle
            .createQuery("SELECT EXISTS (SELECT 1 FROM output_entry WHERE product = :id)")
            .bind("id", known.id())
            .mapTo(Boolean.class)
            .one();
    if (made) {
      throw new RuleException(
          "unit",
          "must stay %s: its batches are counted in it".formatted(known.unit()),
          row.unit(),
          "product-unit-kept");
    }
  }

  @Override
  public PlaceTable<WorkUnit> units() {
    return units;
  }

  @Override
  public PlaceTable<Product> products() {
    return products;
  }

  @Override
  public Change<OutputEntry> keep(OutputEntry entry) {
    return access.write(
        handle -> {
          Books.requireOwner(handle, "product", "product", entry.product(), entry.enterprise());
          if (entry.unit() != 0) {
            Books.requireOwner(handle, "work_unit", "unit", entry.unit(), entry.enterprise());
          }
          OutputEntry known =
              history(handle, entry.product(), entry.batch()).stream().findFirst().orElse(null);
          if (known != null && known.saysAs(entry)) {
            return new Change<>(Change.Kind.UNCHANGED, known);
          }
          Books.requireReason(known != null, entry.why());
          insert(handle, entry);
          return new Change<>(
              known == null ? Change.Kind.ADDED : Change.Kind.CHANGED,
              history(handle, entry.product(), entry.batch()).getFirst());
        });
  }

  private void insert(Handle handle, OutputEntry entry) {
    handle.execute(
        """
        INSERT INTO output_entry (enterprise, product, work_unit, batch, from_time, to_time, amount,
          qualified, withdrawn, author, recorded, why)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        entry.enterprise(),
        entry.product(),
        TableShape.reference(entry.unit()),
        entry.batch(),
        Micros.of(entry.from()),
        Micros.of(entry.to()),
        Columns.sql(entry.amount()),
        Columns.sql(entry.qualified()),
        entry.withdrawn() ? 1 : 0,
        entry.author(),
        Micros.of(access.clock().instant()),
        entry.why());
  }

  @Override
  public List<OutputEntry> outputs(long enterprise, TimeRange range) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM output_entry e WHERE enterprise = :enterprise AND withdrawn = 0
                      AND from_time < :to AND to_time > :from AND NOT EXISTS (
                        SELECT 1 FROM output_entry n
                        WHERE n.product = e.product AND n.batch = e.batch AND n.id > e.id)
                    ORDER BY from_time, id""")
                .bind("enterprise", enterprise)
                .bind("from", range.fromMicros())
                .bind("to", range.toMicros())
                .map((row, context) -> entry(row))
                .list());
  }

  @Override
  public List<OutputEntry> history(long product, String batch) {
    return access.read(handle -> history(handle, product, batch));
  }

  private static List<OutputEntry> history(Handle handle, long product, String batch) {
    return handle
        .createQuery(
            """
            SELECT * FROM output_entry WHERE product = :product AND batch = :batch
            ORDER BY id DESC""")
        .bind("product", product)
        .bind("batch", batch)
        .map((row, context) -> entry(row))
        .list();
  }

  private static OutputEntry entry(ResultSet row) throws SQLException {
    return new OutputEntry(
        row.getLong("id"),
        row.getLong("enterprise"),
        row.getLong("product"),
        row.getLong("work_unit"),
        row.getString("batch"),
        Columns.instant(row, "from_time"),
        Columns.instant(row, "to_time"),
        requireNonNull(Columns.decimal(row, "amount"), "amount is null"),
        requireNonNull(Columns.decimal(row, "qualified"), "qualified is null"),
        row.getInt("withdrawn") != 0,
        row.getString("author"),
        Columns.instant(row, "recorded"),
        Columns.text(row, "why"));
  }
}
