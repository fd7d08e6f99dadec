// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Term;

/** Writes pages of entities that the registry keeps, a portion at a time. */
final class EntityPages {
  /** So many related entities are held at most while a portion is written. */
  private static final int MOST_RELATED = 20_000;

  private EntityPages() {}

  static EntityQuery query(ReadQuery query, Optional<EntityQuery.Source> within, Reading reading) {
    EntityQuery all =
        new EntityQuery(
            query.type(),
            within,
            OverObservations.conditions(query.filter(), reading.observations()),
            query.order(),
            Optional.empty(),
            query.skip(),
            query.limit());
    String token = query.after();
    return token == null ? all : all.after(place(token, query.order().size()));
  }

  private static EntityQuery.Place place(String token, int keys) {
    List<Term.Constant> values = PageToken.decode(token, keys + 1);
    if (values.getLast() instanceof Term.Numeral(BigDecimal id)) {
      return new EntityQuery.Place(values.subList(0, keys), id.longValue());
    }
    throw RequestException.bad("skiptoken", "$skiptoken: it is not of this request");
  }

  /** Where an entity stands, as the values of a page token. */
  static List<Term.Constant> place(EntityRow row) {
    List<Term.Constant> values = new ArrayList<>(row.keys());
    values.add(new Term.Numeral(BigDecimal.valueOf(row.id())));
    return values;
  }

  /** What is done with the rows of a portion. */
  interface Sink {
    void write(JsonGenerator json, List<EntityRow> rows) throws IOException;
  }

  /**
   * Writes the entities into the list that is open.
   *
   * @return the token of the next page, if there is one
   */
  static Optional<String> write(
      JsonGenerator json, ReadQuery query, EntityQuery first, Sink sink, Reading reading)
      throws IOException {
    int portion = portion(query);
    int left = query.limit();
    EntityQuery next = first;
    while (left > 0) {
      int most = Math.min(portion, left);
      List<EntityRow> rows = reading.entities().select(next.limit(most + 1));
      boolean more = rows.size() > most;
      List<EntityRow> page = more ? rows.subList(0, most) : rows;
      sink.write(json, page);
      left -= page.size();
      if (!more) {
        return Optional.empty();
      }
      if (left == 0 || reading.written().isSpent()) {
        return Optional.of(PageToken.encode(place(page.getLast())));
      }
      next = next.after(page.getLast().place());
    }
    return Optional.empty();
  }

  private static int portion(ReadQuery query) {
    int related =
        query.expand().entrySet().stream()
            .filter(expansion -> expansion.getKey().many())
            .filter(expansion -> expansion.getKey() != Navigation.DATASTREAM_OBSERVATIONS)
            .mapToInt(expansion -> expansion.getValue().limit())
            .max()
            .orElse(1);
    return Math.clamp(MOST_RELATED / Math.max(1, related), 1, Expander.AT_ONCE);
  }
}
