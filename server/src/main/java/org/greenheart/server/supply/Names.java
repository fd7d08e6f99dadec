// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import org.greenheart.server.api.LocalizedName;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Names beside numbers. */
final class Names {
  private Names() {}

  /** An enterprise by its name. */
  record Firm(long id, LocalizedName name, String creditCode) {
    static Firm of(Tables tables, long id) {
      return of(tables.places().enterprises().find(id).orElseThrow());
    }

    static Firm of(Enterprise enterprise) {
      return new Firm(
          enterprise.id(),
          Names.name(enterprise.name(), enterprise.nameEn()),
          enterprise.creditCode());
    }
  }

  /** A product as its owner calls it. */
  record Product(
      long id,
      Firm owner,
      String code,
      @Nullable String gtin,
      LocalizedName name,
      String unit,
      boolean offered,
      int version) {
    static Product of(Tables tables, long id) {
      return of(tables, tables.supply().product(id).orElseThrow());
    }

    static Product of(Tables tables, SupplyProduct product) {
      return new Product(
          product.id(),
          Firm.of(tables, product.owner()),
          product.code(),
          product.gtin(),
          Names.name(product.name(), product.nameEn()),
          product.unit(),
          product.offered(),
          product.version());
    }
  }

  static LocalizedName name(String zh, @Nullable String en) {
    return new LocalizedName(zh, en == null ? zh : en);
  }
}
