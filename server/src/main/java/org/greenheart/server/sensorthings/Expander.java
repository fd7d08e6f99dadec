// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;

/**
 * Reads what is related to a portion of entities: one statement for each relation, not one for each
 * entity. Observations are read when they are written, so that a portion never has to hold them.
 */
final class Expander {
  /** Entities whose related ones are read together. */
  static final int AT_ONCE = 500;

  private final ReadQuery query;
  private final Reading reading;

  Expander(ReadQuery query, Reading reading) {
    this.query = query;
    this.reading = reading;
  }

  List<Expansion> ofEntities(List<EntityRow> rows) {
    List<Expansion> expansions = new ArrayList<>();
    List<Long> ids = rows.stream().map(EntityRow::id).toList();
    query
        .expand()
        .forEach(
            (step, inner) -> {
              if (ids.isEmpty()) {
                return;
              }
              if (step.target() == EntityType.OBSERVATION) {
                expansions.add(new ObservationsExpansion(step, inner, reading, ids));
              } else if (step.many()) {
                expansions.add(many(step, inner, ids));
              } else {
                expansions.add(single(step, inner, ids));
              }
            });
    return expansions;
  }

  private EntityQuery entityQuery(ReadQuery inner, int limit) {
    EntityQuery all = EntityQuery.all(inner.type(), limit);
    return new EntityQuery(
        inner.type(),
        all.within(),
        OverObservations.conditions(inner.filter(), reading.observations()),
        inner.order(),
        all.after(),
        inner.skip(),
        limit);
  }

  private Expansion many(Navigation step, ReadQuery inner, List<Long> ids) {
    Map<Long, List<EntityRow>> related =
        inner.limit() == 0
            ? Map.of()
            : reading.entities().related(step, ids, entityQuery(inner, inner.limit() + 1));
    Map<Long, Long> counts =
        inner.count()
            ? reading.entities().relatedCounts(step, ids, entityQuery(inner, 1))
            : Map.of();
    EntityWriter writer = new EntityWriter(inner, reading);
    return (json, id) -> {
      if (inner.count()) {
        json.writeNumberField(step.word() + "@iot.count", counts.getOrDefault(id, 0L));
      }
      List<EntityRow> rows = related.getOrDefault(id, List.of());
      boolean more = rows.size() > inner.limit();
      List<EntityRow> page = more ? rows.subList(0, inner.limit()) : rows;
      json.writeArrayFieldStart(step.word());
      writer.entities(json, page);
      json.writeEndArray();
      if (more) {
        next(json, step, id, inner, PageToken.encode(EntityPages.place(page.getLast())));
      }
    };
  }

  private void next(JsonGenerator json, Navigation step, long id, ReadQuery inner, String token)
      throws IOException {
    json.writeStringField(
        step.word() + "@iot.nextLink",
        Links.nextPage(reading.links().navigation(step, id), inner.written(), token));
  }

  private Expansion single(Navigation step, ReadQuery inner, List<Long> ids) {
    Map<Long, EntityRow> targets = new HashMap<>();
    reading
        .entities()
        .related(step, ids, EntityQuery.all(inner.type(), 1))
        .forEach((source, rows) -> targets.put(source, rows.getFirst()));
    return written(step, inner, targets);
  }

  private Expansion written(Navigation step, ReadQuery inner, Map<Long, EntityRow> targets) {
    EntityWriter.Prepared prepared =
        new EntityWriter(inner, reading).prepare(targets.values().stream().distinct().toList());
    return (json, id) -> {
      EntityRow target = targets.get(id);
      if (target != null) {
        json.writeFieldName(step.word());
        prepared.write(json, target);
      }
    };
  }

  List<Expansion> ofObservations(List<ObservationRow> rows) {
    List<Expansion> expansions = new ArrayList<>();
    query
        .expand()
        .forEach(
            (step, inner) -> {
              Map<Long, Long> targets =
                  step == Navigation.OBSERVATION_DATASTREAM ? streams(rows) : features(rows);
              Map<Long, EntityRow> entities = byId(inner.type(), new HashSet<>(targets.values()));
              Map<Long, EntityRow> byRow = new HashMap<>();
              targets.forEach(
                  (row, target) -> {
                    EntityRow entity = entities.get(target);
                    if (entity != null) {
                      byRow.put(row, entity);
                    }
                  });
              expansions.add(written(step, inner, byRow));
            });
    return expansions;
  }

  private static Map<Long, Long> streams(List<ObservationRow> rows) {
    Map<Long, Long> streams = new HashMap<>();
    rows.forEach(row -> streams.put(row.observation().id(), row.stream().number()));
    return streams;
  }

  private Map<Long, Long> features(List<ObservationRow> rows) {
    reading.features().prepare(rows.stream().map(row -> row.stream().thing()).distinct().toList());
    Map<Long, Long> features = new HashMap<>();
    for (ObservationRow row : rows) {
      OptionalLong feature = reading.features().of(row);
      if (feature.isPresent()) {
        features.put(row.observation().id(), feature.getAsLong());
      }
    }
    return features;
  }

  private Map<Long, EntityRow> byId(EntityType type, Set<Long> ids) {
    Map<Long, EntityRow> rows = new HashMap<>();
    if (!ids.isEmpty()) {
      EntityQuery all = EntityQuery.all(type, ids.size()).and(EntityQuery.idIn(ids));
      reading.entities().select(all).forEach(row -> rows.put(row.id(), row));
    }
    return rows;
  }
}
