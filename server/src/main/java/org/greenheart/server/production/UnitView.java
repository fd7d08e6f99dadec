// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/** A line or kiln as REST gives it. */
public record UnitView(
    long id,
    String code,
    String name,
    @Nullable String nameEn,
    String kind,
    long parent,
    long temperature) {
  public UnitView {
    requireNonNull(code, "code is null");
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
  }

  public static UnitView of(WorkUnit unit) {
    return new UnitView(
        unit.id(),
        unit.code(),
        unit.name(),
        unit.nameEn(),
        unit.kind().text(),
        unit.parent(),
        unit.temperature());
  }
}
