// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A row of a list that the tax supervision holds against others.
 *
 * @param id 0 while not kept yet
 * @param kind of the list: {@code declarations}
 * @param key by which the row is found again within its kind
 * @param creditCode empty where the list has none
 * @param name of the firm as the list writes it
 * @param month {@code 2026-03}; empty where it is about no month
 * @param document its cells: a JSON object of texts
 * @param source who gave it
 */
public record TaxRecord(
    long id,
    String kind,
    String key,
    String creditCode,
    String name,
    String month,
    String document,
    String source,
    String author,
    Instant recorded) {
  public TaxRecord {
    requireNonNull(kind, "kind is null");
    requireNonNull(key, "key is null");
    requireNonNull(creditCode, "creditCode is null");
    name = Checks.text("name", name);
    requireNonNull(month, "month is null");
    requireNonNull(document, "document is null");
    requireNonNull(source, "source is null");
    requireNonNull(author, "author is null");
    requireNonNull(recorded, "recorded is null");
  }
}
