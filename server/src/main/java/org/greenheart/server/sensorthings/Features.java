// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.greenheart.storage.registry.Entities;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.FeatureSpan;
import org.greenheart.storage.registry.Term;

/** Which features of interest observations are of, remembered for one request. Not thread-safe. */
final class Features {
  private final Entities entities;
  private final Map<Long, TreeMap<Long, Long>> byThing = new HashMap<>();
  private final Map<Long, List<Term.Constant>> values = new HashMap<>();

  Features(Entities entities) {
    this.entities = entities;
  }

  /** Reads the features of things in one go. */
  void prepare(Collection<Long> things) {
    List<Long> unknown = things.stream().filter(thing -> !byThing.containsKey(thing)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    unknown.forEach(thing -> byThing.put(thing, new TreeMap<>()));
    for (FeatureSpan span : entities.featuresOf(unknown)) {
      byThing
          .computeIfAbsent(span.thing(), thing -> new TreeMap<>())
          .put(span.fromMicros(), span.feature());
    }
  }

  /** The feature of a row; empty for a Thing that has none. */
  OptionalLong of(ObservationRow row) {
    long thing = row.stream().thing();
    prepare(List.of(thing));
    var entry = byThing.getOrDefault(thing, new TreeMap<>()).floorEntry(row.key().startMicros());
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
  }

  /** Values of the row's feature; always ask for the same terms. */
  List<Term.Constant> values(ObservationRow row, List<Term.Access> terms) {
    OptionalLong feature = of(row);
    if (feature.isEmpty()) {
      return List.of();
    }
    return values.computeIfAbsent(feature.getAsLong(), id -> read(id, terms));
  }

  private List<Term.Constant> read(long feature, List<Term.Access> terms) {
    List<EntityQuery.SortKey> keys = new ArrayList<>();
    terms.forEach(term -> keys.add(new EntityQuery.SortKey(term, false)));
    EntityQuery one = EntityQuery.one(EntityType.FEATURE_OF_INTEREST, feature);
    List<EntityRow> rows =
        entities.select(
            new EntityQuery(one.type(), one.within(), one.conditions(), keys, one.after(), 0, 1));
    return rows.isEmpty() ? List.of() : rows.getFirst().keys();
  }
}
