// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;

/** The units and products of one enterprise by their codes. Not thread-safe. */
public final class WorksBook {
  private final long enterprise;
  private final List<WorkUnit> units;
  private final List<Product> products;

  public WorksBook(Tables tables, long enterprise) {
    requireNonNull(tables, "tables is null");
    this.enterprise = enterprise;
    this.units =
        tables.production().units().list().stream()
            .filter(unit -> unit.enterprise() == enterprise)
            .toList();
    this.products =
        tables.production().products().list().stream()
            .filter(product -> product.enterprise() == enterprise)
            .toList();
  }

  public long enterprise() {
    return enterprise;
  }

  /** By id. */
  public List<WorkUnit> units() {
    return units;
  }

  /** By id. */
  public List<Product> products() {
    return products;
  }

  /**
   * By its code.
   *
   * @throws RuleException {@code unknown-unit}
   */
  public WorkUnit unit(String field, String code) {
    return units.stream()
        .filter(unit -> unit.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    field,
                    "must be the code of a line or kiln of the works",
                    code,
                    "unknown-unit"));
  }

  /**
   * By its code.
   *
   * @throws RuleException {@code unknown-product}
   */
  public Product product(String field, String code) {
    return products.stream()
        .filter(product -> product.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    field, "must be the code of a product of the works", code, "unknown-product"));
  }

  /** Its code; empty for the whole works or what is gone. */
  public String unitCode(long id) {
    return units.stream()
        .filter(unit -> unit.id() == id)
        .map(WorkUnit::code)
        .findFirst()
        .orElse("");
  }

  public Optional<Product> product(long id) {
    return products.stream().filter(product -> product.id() == id).findFirst();
  }
}
