// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.greenheart.storage.registry.CaseTitle;
import org.jspecify.annotations.Nullable;

/**
 * What a case is to be about. A number of 0 stands for none.
 *
 * @param source see {@link org.greenheart.storage.registry.CaseFacts}
 * @param thing the point in question
 * @param titleEn the title in English; empty for none, null where nothing is said of it
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
    long thing,
    @Nullable String titleEn) {
  /** With a title of one language. */
  NewCase(
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
    this(kind, title, source, description, fields, area, enterprise, campaign, parent, thing, null);
  }

  NewCase {
    requireNonNull(kind, "kind is null");
    requireNonNull(title, "title is null");
    requireNonNull(source, "source is null");
    requireNonNull(description, "description is null");
    fields = Map.copyOf(fields);
  }

  /** The title; the English one only if it was given. */
  CaseTitle titles() {
    String other = titleEn == null ? "" : titleEn.strip();
    return new CaseTitle(title.strip(), other.isEmpty() ? null : other);
  }

  static NewCase of(String kind, String title, String source) {
    return new NewCase(kind, title, source, "", Map.of(), 0, 0, 0, 0, 0);
  }
}
