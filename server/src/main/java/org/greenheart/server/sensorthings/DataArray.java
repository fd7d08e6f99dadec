// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Property;
import org.greenheart.storage.registry.Term;

/**
 * Writes observations as rows of values, grouped by Datastream (OGC 18-088, 13.2). A page that
 * comes Datastream by Datastream is written as it is read; one in another order is gathered first.
 */
final class DataArray {
  private final ReadQuery query;
  private final Reading reading;
  private final ObservationJson values;
  private final List<Property> properties;

  DataArray(ReadQuery query, Reading reading) {
    this.query = query;
    this.reading = reading;
    this.values = new ObservationJson(reading.periods());
    this.properties =
        EntityType.OBSERVATION.properties().stream()
            .filter(property -> query.selection().has(property))
            // Nothing here has a validTime: a column of nulls would only cost.
            .filter(property -> !property.name().equals("validTime"))
            .toList();
  }

  /** Writes the groups into the list that is open; gives the token of the next page. */
  Optional<String> write(
      JsonGenerator json, ObservationPlan plan, Optional<List<Term.Constant>> after)
      throws IOException {
    try (ObservationPage page =
        reading.observations().page(plan, after, query.skip(), query.limit())) {
      if (plan.sequence() == ObservationPlan.Sequence.BY_DATASTREAM) {
        inRuns(json, page);
      } else {
        gathered(json, page);
      }
      return page.nextPlace().map(PageToken::encode);
    }
  }

  private void inRuns(JsonGenerator json, ObservationPage page) throws IOException {
    long open = 0;
    int count = 0;
    while (page.hasNext()) {
      ObservationRow row = page.next();
      if (row.stream().number() != open) {
        if (open != 0) {
          end(json, count);
        }
        open = row.stream().number();
        count = 0;
        begin(json, open);
      }
      row(json, row);
      count++;
    }
    if (open != 0) {
      end(json, count);
    }
  }

  private void gathered(JsonGenerator json, ObservationPage page) throws IOException {
    Map<Long, List<ObservationRow>> groups = new LinkedHashMap<>();
    while (page.hasNext()) {
      ObservationRow row = page.next();
      groups.computeIfAbsent(row.stream().number(), stream -> new ArrayList<>()).add(row);
    }
    for (Map.Entry<Long, List<ObservationRow>> group : groups.entrySet()) {
      begin(json, group.getKey());
      for (ObservationRow row : group.getValue()) {
        row(json, row);
      }
      end(json, group.getValue().size());
    }
  }

  private void begin(JsonGenerator json, long datastream) throws IOException {
    json.writeStartObject();
    json.writeStringField(
        Navigation.OBSERVATION_DATASTREAM.word() + "@iot.navigationLink",
        reading.links().self(EntityType.DATASTREAM, datastream));
    json.writeArrayFieldStart("components");
    if (query.selection().id()) {
      json.writeString("id");
    }
    for (Property property : properties) {
      json.writeString(property.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("dataArray");
  }

  private void row(JsonGenerator json, ObservationRow row) throws IOException {
    json.writeStartArray();
    if (query.selection().id()) {
      json.writeNumber(row.observation().id());
    }
    for (Property property : properties) {
      values.value(
          json, row, property, query.selection().properties().getOrDefault(property, List.of()));
    }
    json.writeEndArray();
  }

  private static void end(JsonGenerator json, int count) throws IOException {
    json.writeEndArray();
    json.writeNumberField("dataArray@iot.count", count);
    json.writeEndObject();
  }
}
