// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.Optional;
import java.util.function.BiFunction;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PlaceTable;
import org.greenheart.storage.registry.Places;

/** Rows of what enterprises own, each named by the enterprise and its own code for it. */
final class OwnedRows<T> implements RowWriter {
  private final Owned owned;
  private final BiFunction<Enterprise, String, Optional<T>> find;
  private final PlaceTable<T> table;
  private final Maker<T> maker;
  private final OncePerFile once = new OncePerFile();

  /** Makes what is to be kept; what the row leaves out stays as it is known. */
  private interface Maker<T> {
    T make(long owner, String code, RowValues row, Optional<T> known);
  }

  private OwnedRows(
      Owned owned,
      BiFunction<Enterprise, String, Optional<T>> find,
      PlaceTable<T> table,
      Maker<T> maker) {
    this.owned = owned;
    this.find = find;
    this.table = table;
    this.maker = maker;
  }

  static OwnedRows<Outlet> outlets(Places places) {
    Owned owned = new Owned(places);
    return new OwnedRows<>(owned, owned::find, places.outlets(), OwnedRows::outlet);
  }

  static OwnedRows<Facility> facilities(Places places) {
    Owned owned = new Owned(places);
    return new OwnedRows<>(owned, owned::findFacility, places.facilities(), OwnedRows::facility);
  }

  @Override
  public Change.Kind write(RowValues row) {
    Enterprise owner = owned.enterprise(row);
    String code = row.text("code");
    once.first("code", owner.creditCode() + " " + code);
    return table.put(maker.make(owner.id(), code, row, find.apply(owner, code))).kind();
  }

  private static Outlet outlet(long owner, String code, RowValues row, Optional<Outlet> known) {
    return new Outlet(
        0,
        owner,
        code,
        row.text("name"),
        row.optional("nameEn").or(() -> known.map(Outlet::nameEn)).orElse(null),
        row.word("medium", Words.MEDIA).orElse(Outlet.mediumOf(code)));
  }

  private static Facility facility(
      long owner, String code, RowValues row, Optional<Facility> known) {
    return new Facility(
        0,
        owner,
        code,
        row.text("name"),
        row.optional("nameEn").or(() -> known.map(Facility::nameEn)).orElse(null),
        row.word("medium", Words.MEDIA).orElse(Facility.mediumOf(code)),
        row.optional("process").or(() -> known.map(Facility::process)).orElse(null));
  }
}
