// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.StreamRow;

/**
 * The observations of some Datastreams or features of interest. When each Datastream's newest one
 * is all that is wanted, they are read together, from where the newest ones are kept.
 */
final class ObservationsExpansion implements Expansion {
  private final Navigation step;
  private final ReadQuery query;
  private final Reading reading;
  private final boolean newestOnly;
  private final Map<Long, Observation> newest = new HashMap<>();
  private final Map<Long, StreamRow> streams = new HashMap<>();

  ObservationsExpansion(Navigation step, ReadQuery query, Reading reading, List<Long> ids) {
    this.step = step;
    this.query = query;
    this.reading = reading;
    this.newestOnly =
        step == Navigation.DATASTREAM_OBSERVATIONS
            && query.limit() == 1
            && query.skip() == 0
            && plan(ids.getFirst()).isNewest();
    if (newestOnly) {
      newest.putAll(reading.telemetry().latest(ids));
      for (int from = 0; from < ids.size(); from += Expander.AT_ONCE) {
        List<Long> some = ids.subList(from, Math.min(ids.size(), from + Expander.AT_ONCE));
        reading
            .entities()
            .streams(
                EntityQuery.all(EntityType.DATASTREAM, some.size()).and(EntityQuery.idIn(some)),
                List.of())
            .forEach(stream -> streams.put(stream.number(), stream));
      }
      reading.periods().prepare(streams.values());
    }
  }

  private ObservationPlan plan(long id) {
    return ObservationPlanner.plan(
        query.filter(), query.order(), Optional.of(new EntityQuery.Source(step, id)));
  }

  @Override
  public void write(JsonGenerator json, long id) throws IOException {
    if (newestOnly) {
      writeNewest(json, id);
      return;
    }
    ObservationPlan plan = plan(id);
    if (query.count()) {
      json.writeNumberField("Observations@iot.count", reading.observations().count(plan));
    }
    json.writeArrayFieldStart("Observations");
    Optional<String> next = ObservationPages.write(json, query, plan, Optional.empty(), reading);
    json.writeEndArray();
    if (next.isPresent()) {
      next(json, id, next.get());
    }
  }

  private void writeNewest(JsonGenerator json, long id) throws IOException {
    Observation row = newest.get(id);
    StreamRow stream = streams.get(id);
    long count = row == null ? 0 : reading.telemetry().summary(id).count();
    if (query.count()) {
      json.writeNumberField("Observations@iot.count", count);
    }
    json.writeArrayFieldStart("Observations");
    if (row != null && stream != null) {
      new EntityWriter(query, reading).observations(json, List.of(new ObservationRow(row, stream)));
    }
    json.writeEndArray();
    if (row != null && count > 1) {
      next(json, id, PageToken.encode(ObservationRow.place(row.key())));
    }
  }

  private void next(JsonGenerator json, long id, String token) throws IOException {
    json.writeStringField(
        "Observations@iot.nextLink",
        Links.nextPage(reading.links().navigation(step, id), query.written(), token));
  }
}
