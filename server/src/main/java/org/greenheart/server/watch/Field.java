// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a kind of rule: how it is read, shown in a form and written down.
 *
 * @param usual what holds when it is not given; null for nothing
 * @param unit what its number counts; empty where that is the signal's own
 */
record Field(String name, Type type, boolean required, @Nullable String usual, String unit) {
  /** How it is written in JSON. Numbers are texts, so that no digit is lost. */
  enum Type {
    /** A code of a quantity. */
    CODE,
    /** Several of them. */
    CODES,
    INTERVAL,
    DECIMAL,
    /** Above 0 and up to 1. */
    SHARE,
    /** Above 0 and up to 100. */
    PERCENT,
    /** A whole number above 0. */
    COUNT,
    SECONDS,
    BOOLEAN,
    /** Symbol of a unit. */
    UNIT,
    /** Data marks. */
    FLAGS,
    /** point or datastream. */
    PER
  }

  static Field required(String name, Type type) {
    return new Field(name, type, true, null, "");
  }

  static Field optional(String name, Type type) {
    return new Field(name, type, false, null, "");
  }

  static Field usual(String name, Type type, String usual) {
    return new Field(name, type, false, usual, "");
  }

  /** The same with a unit. */
  Field in(String symbol) {
    return new Field(name, type, required, usual, symbol);
  }
}
