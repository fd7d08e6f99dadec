// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Term;

/** Writes the answer to one request for entities. */
final class Answering {
  private final Reading reading;
  private final Instant now;

  Answering(Reading reading, Instant now) {
    this.reading = reading;
    this.now = now;
  }

  /**
   * @param address of the set as the client asked for it: what the link to the next page repeats
   */
  void set(
      JsonGenerator json,
      Address.EntitySet set,
      QueryOptions options,
      boolean references,
      String address)
      throws IOException {
    ReadQuery query = ReadQuery.of(set.type(), options, now);
    if (query.dataArray() && (set.type() != EntityType.OBSERVATION || references)) {
      throw RequestException.bad(
          "result-format", "$resultFormat=dataArray is for Observations, not " + set.type().set());
    }
    if (query.dataArray() && !query.expand().isEmpty()) {
      throw RequestException.bad("result-format", "$expand cannot be used with dataArray");
    }
    Optional<String> next =
        set.type() == EntityType.OBSERVATION
            ? observations(json, query, set, references)
            : entities(json, query, set, references);
    json.writeEndArray();
    if (next.isPresent()) {
      json.writeStringField("@iot.nextLink", Links.nextPage(address, query.written(), next.get()));
    }
    json.writeEndObject();
  }

  private static void begin(JsonGenerator json, Optional<Long> count) throws IOException {
    json.writeStartObject();
    if (count.isPresent()) {
      json.writeNumberField("@iot.count", count.get());
    }
    json.writeArrayFieldStart("value");
  }

  private Optional<String> entities(
      JsonGenerator json, ReadQuery query, Address.EntitySet set, boolean references)
      throws IOException {
    EntityQuery first = EntityPages.query(query, set.within(), reading);
    begin(json, query.count() ? Optional.of(reading.entities().count(first)) : Optional.empty());
    EntityWriter writer = new EntityWriter(query, reading);
    EntityPages.Sink sink =
        references
            ? (out, rows) -> {
              for (EntityRow row : rows) {
                reference(out, row.type(), row.id());
              }
            }
            : writer::entities;
    return EntityPages.write(json, query, first, sink, reading);
  }

  private Optional<String> observations(
      JsonGenerator json, ReadQuery query, Address.EntitySet set, boolean references)
      throws IOException {
    ObservationPlan plan = ObservationPlanner.plan(query.filter(), query.order(), set.within());
    String token = query.after();
    Optional<List<Term.Constant>> after =
        token == null
            ? Optional.empty()
            : Optional.of(PageToken.decode(token, ObservationReader.placeSize(plan)));
    begin(json, query.count() ? Optional.of(reading.observations().count(plan)) : Optional.empty());
    if (query.dataArray()) {
      return new DataArray(query, reading).write(json, plan, after);
    }
    if (references) {
      try (ObservationPage page =
          reading.observations().page(plan, after, query.skip(), query.limit())) {
        while (page.hasNext()) {
          reference(json, EntityType.OBSERVATION, page.next().observation().id());
        }
        return page.nextPlace().map(PageToken::encode);
      }
    }
    return ObservationPages.write(json, query, plan, after, reading);
  }

  private void reference(JsonGenerator json, EntityType type, long id) throws IOException {
    json.writeStartObject();
    json.writeStringField("@iot.selfLink", reading.links().self(type, id));
    json.writeEndObject();
  }

  void entity(JsonGenerator json, Address.Entity entity, QueryOptions options, boolean reference)
      throws IOException {
    for (String name : options.written().keySet()) {
      if (!name.equals("$select") && !name.equals("$expand")) {
        throw RequestException.bad(
            "option-for-sets",
            "%s is for sets, not for one %s".formatted(name, entity.type().single()));
      }
    }
    if (reference) {
      reference(json, entity.type(), entity.id());
      return;
    }
    EntityWriter writer = new EntityWriter(ReadQuery.of(entity.type(), options, now), reading);
    if (entity.type() == EntityType.OBSERVATION) {
      writer.observations(json, List.of(observation(entity)));
    } else {
      writer.entities(json, List.of(row(entity)));
    }
  }

  private ObservationRow observation(Address.Entity entity) {
    return new AddressFinder(reading).observation(entity.id()).orElseThrow(() -> gone(entity));
  }

  private EntityRow row(Address.Entity entity) {
    return reading.entities().select(EntityQuery.one(entity.type(), entity.id())).stream()
        .findFirst()
        .orElseThrow(() -> gone(entity));
  }

  /** It was there when the path was followed. */
  private static RequestException gone(Address.Entity entity) {
    return RequestException.missing(
        "%s(%d) does not exist".formatted(entity.type().set(), entity.id()));
  }

  /** Writes the entity with that property only: what a value is taken from. */
  void property(JsonGenerator json, Address.Value value) throws IOException {
    Expression.Path path = new Expression.Path(List.of(value.property().name()), 1);
    QueryOptions only =
        new QueryOptions(
            null, List.of(), null, 0, false, List.of(path), List.of(), false, null, Map.of());
    entity(json, value.entity(), only, false);
  }
}
