// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Property;
import org.greenheart.storage.registry.StreamRow;

/** Follows a resource path from entity to entity; each must be where the path says. */
final class AddressFinder {
  private final Reading reading;

  AddressFinder(Reading reading) {
    this.reading = reading;
  }

  Address find(ResourcePath path) {
    List<ResourcePath.Segment> segments = path.segments();
    Address here = first(segments.getFirst());
    for (int i = 1; i < segments.size(); i++) {
      ResourcePath.Segment segment = segments.get(i);
      if (here instanceof Address.Value value) {
        here = inside(value, segment);
      } else if (here instanceof Address.Entity entity) {
        here = step(entity, segment);
      } else {
        throw RequestException.missing(
            "path at %d: '%s' is behind a set: name one of it first, as in %s(1)"
                .formatted(segment.position(), segment.name(), segments.get(i - 1).name()));
      }
    }
    return here;
  }

  private Address first(ResourcePath.Segment segment) {
    EntityType type =
        EntityType.ofSet(segment.name())
            .orElseThrow(
                () ->
                    RequestException.missing(
                        "path at %d: there is no entity set '%s'"
                            .formatted(segment.position(), segment.name())));
    if (segment.id() == null) {
      return new Address.EntitySet(type, Optional.empty());
    }
    return entity(type, segment, Optional.empty());
  }

  private static Address inside(Address.Value value, ResourcePath.Segment segment) {
    if (segment.id() != null) {
      throw RequestException.bad(
          "syntax", "path at %d: no id is expected here".formatted(segment.position()));
    }
    List<String> keys = new ArrayList<>(value.inside());
    keys.add(segment.name());
    return new Address.Value(value.entity(), value.property(), keys);
  }

  private Address step(Address.Entity entity, ResourcePath.Segment segment) {
    Optional<Navigation> step = entity.type().navigation(segment.name());
    if (step.isPresent()) {
      return follow(entity, step.get(), segment);
    }
    Optional<Property> property = entity.type().property(segment.name());
    if (property.isEmpty() || segment.id() != null) {
      throw RequestException.missing(
          "path at %d: %s has no '%s'"
              .formatted(segment.position(), entity.type().single(), segment.name()));
    }
    return new Address.Value(entity, property.get(), List.of());
  }

  private Address follow(Address.Entity entity, Navigation step, ResourcePath.Segment segment) {
    EntityQuery.Source source = new EntityQuery.Source(step, entity.id());
    if (step.many()) {
      return segment.id() == null
          ? new Address.EntitySet(step.target(), Optional.of(source))
          : entity(step.target(), segment, Optional.of(source));
    }
    if (segment.id() != null) {
      throw RequestException.bad(
          "syntax",
          "path at %d: %s leads to one entity: no id is expected"
              .formatted(segment.position(), step.word()));
    }
    OptionalLong target = target(entity.id(), step);
    if (target.isEmpty()) {
      throw RequestException.missing(
          "%s(%d) has no %s".formatted(entity.type().set(), entity.id(), step.word()));
    }
    return new Address.Entity(step.target(), target.getAsLong());
  }

  private OptionalLong target(long id, Navigation step) {
    if (step.source() == EntityType.OBSERVATION) {
      Optional<ObservationRow> row = observation(id);
      if (row.isEmpty()) {
        return OptionalLong.empty();
      }
      return step == Navigation.OBSERVATION_DATASTREAM
          ? OptionalLong.of(row.get().stream().number())
          : reading.features().of(row.get());
    }
    Map<Long, List<EntityRow>> related =
        reading.entities().related(step, List.of(id), EntityQuery.all(step.target(), 1));
    return related.values().stream().flatMap(List::stream).mapToLong(EntityRow::id).findFirst();
  }

  private Address.Entity entity(
      EntityType type, ResourcePath.Segment segment, Optional<EntityQuery.Source> within) {
    Long id = segment.number();
    if (id == null || !exists(type, id, within)) {
      throw RequestException.missing(
          "path at %d: %s(%s) does not exist%s"
              .formatted(
                  segment.position(),
                  segment.name(),
                  segment.id(),
                  within.isEmpty() ? "" : " there"));
    }
    return new Address.Entity(type, id);
  }

  private boolean exists(EntityType type, long id, Optional<EntityQuery.Source> within) {
    if (type == EntityType.OBSERVATION) {
      ObservationPlan plan = ObservationPlanner.plan(EntityQuery.idIs(id), List.of(), within);
      return reading.observations().count(plan) > 0;
    }
    EntityQuery one = EntityQuery.one(type, id);
    return !reading.entities().select(within.map(one::of).orElse(one)).isEmpty();
  }

  /** The observation of an id, if its Datastream still exists. */
  Optional<ObservationRow> observation(long id) {
    Optional<Observation> row = reading.telemetry().findById(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    EntityQuery query = EntityQuery.one(EntityType.DATASTREAM, row.get().key().datastream());
    List<StreamRow> streams = reading.entities().streams(query, List.of());
    return streams.stream().findFirst().map(stream -> new ObservationRow(row.get(), stream));
  }
}
