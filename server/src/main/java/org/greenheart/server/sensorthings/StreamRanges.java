// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Entities;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.FeatureSpan;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.StreamRow;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/**
 * The Datastreams of a plan with the ranges of their rows, by number, a portion at a time.
 *
 * <p>A feature of interest belongs to a Thing for a time: what a plan asks of features is turned
 * into Things and ranges first. Not thread-safe.
 */
final class StreamRanges {
  private static final int AT_ONCE = 1_000;

  /** Up to so many Things are looked for by id; beyond, Datastreams are passed over one by one. */
  private static final int THINGS_BY_ID = 200;

  private final Entities entities;
  private final TimeRange range;
  private final List<Term> extras;
  private final @Nullable Map<Long, List<TimeRange>> spans;
  private EntityQuery query;
  private boolean ended;

  /**
   * @param from the lowest number that can be wanted
   */
  StreamRanges(Entities entities, ObservationPlan plan, long from) {
    this.entities = entities;
    this.range = plan.range();
    this.extras = List.copyOf(plan.streamValues());
    this.spans = spans(entities, plan);
    EntityQuery all = EntityQuery.all(EntityType.DATASTREAM, AT_ONCE);
    for (Term condition : plan.streams()) {
      all = all.and(condition);
    }
    Optional<EntityQuery.Source> within = plan.within();
    if (within.isPresent() && within.get().step() == Navigation.DATASTREAM_OBSERVATIONS) {
      all = all.and(EntityQuery.idIs(within.get().id()));
    }
    if (spans != null && spans.size() <= THINGS_BY_ID) {
      Term.Access thing =
          new Term.Access(List.of(Navigation.DATASTREAM_THING), EntityType.ID, List.of());
      all = all.and(Term.Call.oneOf(thing, spans.keySet()));
    }
    this.query = from > 0 ? all.after(new EntityQuery.Place(List.of(), from - 1)) : all;
    this.ended = range.isEmpty();
  }

  private static @Nullable Map<Long, List<TimeRange>> spans(
      Entities entities, ObservationPlan plan) {
    Optional<EntityQuery.Source> feature =
        plan.within()
            .filter(source -> source.step() == Navigation.FEATURE_OF_INTEREST_OBSERVATIONS);
    if (feature.isEmpty() && plan.features().isEmpty()) {
      return null;
    }
    EntityQuery query = EntityQuery.all(EntityType.FEATURE_OF_INTEREST, Integer.MAX_VALUE);
    for (Term condition : plan.features()) {
      query = query.and(condition);
    }
    if (feature.isPresent()) {
      query = query.and(EntityQuery.idIs(feature.get().id()));
    }
    List<Long> features = entities.select(query).stream().map(EntityRow::id).toList();
    Map<Long, List<TimeRange>> spans = new HashMap<>();
    for (FeatureSpan span : entities.spansOf(features)) {
      TimeRange part =
          ObservationPlanner.both(plan.range(), new TimeRange(span.fromMicros(), span.toMicros()));
      if (!part.isEmpty()) {
        spans.computeIfAbsent(span.thing(), thing -> new ArrayList<>()).add(part);
      }
    }
    return spans;
  }

  /** The next portion; empty after the last. */
  List<StreamRange> next() {
    while (!ended) {
      List<StreamRow> rows = entities.streams(query, extras);
      ended = rows.size() < AT_ONCE;
      if (!ended) {
        query = query.after(new EntityQuery.Place(List.of(), rows.getLast().number()));
      }
      List<StreamRange> ranges = new ArrayList<>();
      for (StreamRow row : rows) {
        List<TimeRange> parts =
            spans == null ? List.of(range) : spans.getOrDefault(row.thing(), List.of());
        if (!parts.isEmpty()) {
          ranges.add(new StreamRange(row, parts));
        }
      }
      if (!ranges.isEmpty()) {
        return ranges;
      }
    }
    return List.of();
  }

  List<StreamRange> all() {
    List<StreamRange> all = new ArrayList<>();
    for (List<StreamRange> some = next(); !some.isEmpty(); some = next()) {
      all.addAll(some);
    }
    return all;
  }
}
