// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

/**
 * A column of a sheet.
 *
 * @param key by which a template names it: {@code time}, {@code a21026.value}
 * @param unit of its numbers; empty for none
 */
record Column(String key, Said heading, String unit) {
  Column {
    requireNonNull(key, "key is null");
    requireNonNull(heading, "heading is null");
    requireNonNull(unit, "unit is null");
  }

  static Column of(String key, String zh, String en) {
    return new Column(key, new Said(zh, en), "");
  }

  static Column of(String key, String zh, String en, String unit) {
    return new Column(key, new Said(zh, en), unit);
  }

  String headingIn(String language) {
    return unit.isEmpty() ? heading.in(language) : heading.in(language) + " (" + unit + ")";
  }
}
