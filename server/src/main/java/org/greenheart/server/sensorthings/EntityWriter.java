// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Property;

/**
 * Writes entities of one kind with what is asked of each: control information, properties, links,
 * and related entities inline.
 */
final class EntityWriter {
  private final ReadQuery query;
  private final Reading reading;
  private final Expander expander;
  private final ObservationJson observations;

  EntityWriter(ReadQuery query, Reading reading) {
    this.query = query;
    this.reading = reading;
    this.expander = new Expander(query, reading);
    this.observations = new ObservationJson(reading.periods());
  }

  /** Some entities with all that writing them needs, read in one go. */
  final class Prepared {
    private final List<Expansion> expansions;
    private final DatastreamTimes times = new DatastreamTimes(reading);

    private Prepared(List<EntityRow> rows) {
      this.expansions = expander.ofEntities(rows);
      Selection selection = query.selection();
      if (query.type() == EntityType.DATASTREAM
          && (selection.has("phenomenonTime") || selection.has("resultTime"))) {
        times.prepare(rows);
      }
    }

    void write(JsonGenerator json, EntityRow row) throws IOException {
      reading.written().spend();
      json.writeStartObject();
      control(json, row.id());
      for (Property property : query.type().properties()) {
        property(json, row, property);
      }
      times.write(json, row.id(), query.selection());
      links(json, row.id());
      for (Expansion expansion : expansions) {
        expansion.write(json, row.id());
      }
      json.writeEndObject();
    }
  }

  Prepared prepare(List<EntityRow> rows) {
    return new Prepared(rows);
  }

  /** Writes entities, each as a value of the list or field that is open. */
  void entities(JsonGenerator json, List<EntityRow> rows) throws IOException {
    Prepared prepared = prepare(rows);
    for (EntityRow row : rows) {
      prepared.write(json, row);
    }
  }

  private void property(JsonGenerator json, EntityRow row, Property property) throws IOException {
    List<List<String>> inside = query.selection().inside(property);
    if (inside == null || !property.kept()) {
      return;
    }
    Object value = EntityJson.value(row, property);
    if (value != null || property.required()) {
      json.writeFieldName(property.name());
      EntityJson.write(json, property, value, inside);
    }
  }

  void observations(JsonGenerator json, List<ObservationRow> rows) throws IOException {
    List<Expansion> expansions = expander.ofObservations(rows);
    for (ObservationRow row : rows) {
      reading.written().spend();
      long id = row.observation().id();
      json.writeStartObject();
      control(json, id);
      for (Property property : EntityType.OBSERVATION.properties()) {
        List<List<String>> inside = query.selection().inside(property);
        if (inside != null && observations.has(row.observation(), property)) {
          json.writeFieldName(property.name());
          observations.value(json, row, property, inside);
        }
      }
      links(json, id);
      for (Expansion expansion : expansions) {
        expansion.write(json, id);
      }
      json.writeEndObject();
    }
  }

  private void control(JsonGenerator json, long id) throws IOException {
    if (query.selection().id()) {
      json.writeNumberField("@iot.id", id);
    }
    if (query.selection().selfLink()) {
      json.writeStringField("@iot.selfLink", reading.links().self(query.type(), id));
    }
  }

  private void links(JsonGenerator json, long id) throws IOException {
    for (Navigation step : query.type().navigations()) {
      if (query.selection().navigations().contains(step)) {
        json.writeStringField(
            step.word() + "@iot.navigationLink", reading.links().navigation(step, id));
      }
    }
  }
}
