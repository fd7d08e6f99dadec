// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Term;

/** Writes pages of observations, a portion of rows at a time. */
final class ObservationPages {
  private ObservationPages() {}

  /**
   * Writes the rows into the list that is open.
   *
   * @param after the values of a page token
   * @return the token of the next page, if there is one
   */
  static Optional<String> write(
      JsonGenerator json,
      ReadQuery query,
      ObservationPlan plan,
      Optional<List<Term.Constant>> after,
      Reading reading)
      throws IOException {
    EntityWriter writer = new EntityWriter(query, reading);
    try (ObservationPage page =
        reading.observations().page(plan, after, query.skip(), query.limit())) {
      List<ObservationRow> portion = new ArrayList<>();
      while (page.hasNext()) {
        portion.add(page.next());
        if (portion.size() == Expander.AT_ONCE || !page.hasNext()) {
          writer.observations(json, portion);
          portion.clear();
        }
        if (reading.written().isSpent() && portion.isEmpty()) {
          return Optional.of(PageToken.encode(page.placeOfLast()));
        }
      }
      return page.nextPlace().map(PageToken::encode);
    }
  }
}
