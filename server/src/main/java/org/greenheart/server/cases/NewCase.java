// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a case is to be about. A number of 0 stands for none.
 *
 * @param source see {@link org.greenheart.storage.registry.CaseFacts}
 * @param thing the point in question
 */
record NewCase(
    String kind,
    String title,
    String source,
    String description,
    Map<String, String> fields,
    long area,
    long enterprise,
    long campaign,
    long parent,
    long thing) {
  NewCase {
    requireNonNull(kind, "kind is null");
    requireNonNull(title, "title is null");
    requireNonNull(source, "source is null");
    requireNonNull(description, "description is null");
    fields = Map.copyOf(fields);
  }

  static NewCase of(String kind, String title, String source) {
    return new NewCase(kind, title, source, "", Map.of(), 0, 0, 0, 0, 0);
  }
}
