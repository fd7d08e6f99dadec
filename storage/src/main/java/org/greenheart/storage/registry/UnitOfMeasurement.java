// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/**
 * Unit of a Datastream; all null where there is none (OGC 18-088, Datastream), else texts, of which
 * the definition may be empty.
 */
public record UnitOfMeasurement(
    @Nullable String name, @Nullable String symbol, @Nullable String definition) {
  public static final UnitOfMeasurement NONE = new UnitOfMeasurement(null, null, null);

  /** A unit known by its symbol only, such as {@code mg/m3}. */
  public static UnitOfMeasurement ofSymbol(String symbol) {
    return symbol.isEmpty() ? NONE : new UnitOfMeasurement(symbol, symbol, "");
  }
}
