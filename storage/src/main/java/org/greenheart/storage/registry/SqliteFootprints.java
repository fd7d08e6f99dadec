// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteFootprints implements Footprints {
  private static final String SEEN =
      """
       AND (f.owner IN (SELECT value FROM json_each('%1$s'))
        OR (f.lot IS NULL AND m.offered = 1 AND EXISTS (SELECT 1 FROM supply_partner p
          WHERE p.supplier = m.owner AND p.state = 'active'
            AND p.buyer IN (SELECT value FROM json_each('%1$s'))))
        OR (f.lot IS NOT NULL AND EXISTS (SELECT 1"""
          + SqliteLots.SHIPPED
          + """
          WHERE c.lot = f.lot AND p.buyer IN (SELECT value FROM json_each('%1$s')))))""";

  private final Access access;

  SqliteFootprints(Access access) {
    this.access = access;
  }

  @Override
  public Footprint add(Footprint footprint) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", footprint.owner());
          References.require(handle, "supply_product", "product", footprint.product());
          Long lot = footprint.lot();
          if (lot != null) {
            References.require(handle, "supply_lot", "lot", lot);
          }
          if (find(handle, footprint.uuid()).isPresent()) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "footprint (%s) exists already".formatted(footprint.uuid()));
          }
          String before =
              active(handle, footprint.product(), lot).map(Footprint::uuid).orElse(null);
          if (before != null) {
            handle.execute("UPDATE footprint SET status = 'deprecated' WHERE uuid = ?", before);
          }
          insert(handle, footprint, before);
          return find(handle, footprint.uuid()).orElseThrow();
        });
  }

  private static void insert(Handle handle, Footprint footprint, @Nullable String preceding) {
    handle.execute(
        """
        INSERT INTO footprint (uuid, owner, product, lot, kilograms, primary_share, boundary,
          method, period_from, period_to, source, working, status, preceding, made)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)""",
        footprint.uuid(),
        footprint.owner(),
        footprint.product(),
        footprint.lot(),
        Amounts.sql(footprint.kilograms()),
        Amounts.sql(footprint.primaryShare()),
        footprint.boundary(),
        footprint.method(),
        Micros.of(footprint.from()),
        Micros.of(footprint.to()),
        SupplyRows.word(footprint.source()),
        footprint.working(),
        preceding,
        Micros.of(footprint.made()));
  }

  private static Optional<Footprint> find(Handle handle, String uuid) {
    return handle
        .createQuery("SELECT * FROM footprint WHERE uuid = :uuid")
        .bind("uuid", uuid)
        .map(SupplyRows::footprint)
        .findOne();
  }

  private static Optional<Footprint> active(Handle handle, long product, @Nullable Long lot) {
    return handle
        .createQuery(
            """
            SELECT * FROM footprint WHERE product = :product AND lot IS :lot
              AND status = 'active'""")
        .bind("product", product)
        .bind("lot", lot)
        .map(SupplyRows::footprint)
        .findOne();
  }

  @Override
  public Optional<Footprint> find(String uuid) {
    return access.read(handle -> find(handle, uuid));
  }

  @Override
  public Optional<Footprint> active(long product, @Nullable Long lot) {
    return access.read(handle -> active(handle, product, lot));
  }

  @Override
  public List<Footprint> seen(
      @Nullable Collection<Long> firms, @Nullable Long lot, long before, int limit) {
    String sql =
        """
        SELECT f.* FROM footprint f JOIN supply_product m ON m.id = f.product
        WHERE f.id < :before AND (:lot IS NULL OR f.lot = :lot)%s
        ORDER BY f.id DESC LIMIT :limit"""
            .formatted(firms == null ? "" : SEEN.formatted(VersionedRows.list(firms)));
    return access.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("before", before)
                .bind("lot", lot)
                .bind("limit", limit)
                .map(SupplyRows::footprint)
                .list());
  }
}
