// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import org.greenheart.server.places.ImportColumn;

/**
 * A column of a list.
 *
 * @param inKey whether it is part of that by which a row is found again
 */
record ListColumn(ImportColumn head, Type type, boolean inKey) {
  /** How a cell is read. */
  sealed interface Type {
    /** As it stands. */
    record Text() implements Type {}

    /** An exact number, 0 or more. */
    record Amount() implements Type {}

    /** A share from 0 to 1: a percentage is refused. */
    record Share() implements Type {}

    /** Of a month. */
    record Hours() implements Type {}

    record Count() implements Type {}

    record Day() implements Type {}

    record Month() implements Type {}

    /** By HJ 608. */
    record OutletCode() implements Type {}

    /** Of the outlet's medium. */
    record Pollutant() implements Type {}

    /** A kind of annex 1. */
    record WasteKind() implements Type {}

    record Word(TaxWords words) implements Type {}
  }

  static ListColumn required(String key, Type type, String... chinese) {
    return new ListColumn(ImportColumn.required(key, chinese), type, false);
  }

  static ListColumn optional(String key, Type type, String... chinese) {
    return new ListColumn(ImportColumn.optional(key, chinese), type, false);
  }

  static ListColumn key(String key, Type type, String... chinese) {
    return new ListColumn(ImportColumn.required(key, chinese), type, true);
  }

  /** One that may be blank and still tells rows apart. */
  static ListColumn optionalKey(String key, Type type, String... chinese) {
    return new ListColumn(ImportColumn.optional(key, chinese), type, true);
  }

  String name() {
    return head.key();
  }
}
