// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The SensorThings entities but Observations, chosen by expressions. Every call sees one moment.
 * Thread-safe.
 *
 * <p>Terms must not lead to Observations, and must not use what is not {@link Property#kept kept}:
 * {@link IllegalArgumentException}.
 */
public interface Entities {
  /** The same, but only what belongs to points in a reach, wherever a term leads. */
  Entities within(Reach reach);

  List<EntityRow> select(EntityQuery query);

  /** How many there are in all, whatever the query's place, skip and limit. */
  long count(EntityQuery query);

  /**
   * Entities related to others, by the id of the other. Skip and limit hold for each source; a
   * source without any is left out.
   */
  Map<Long, List<EntityRow>> related(Navigation step, Collection<Long> sources, EntityQuery query);

  /** How many related entities there are in all, by the id of the source; no entry for none. */
  Map<Long, Long> relatedCounts(Navigation step, Collection<Long> sources, EntityQuery query);

  /**
   * Datastreams with what reading their observations needs.
   *
   * @param extras terms of Datastreams to give beside, over relations to one entity only
   */
  List<StreamRow> streams(EntityQuery query, List<Term> extras);

  /** The features of things over time, by thing and time. */
  List<FeatureSpan> featuresOf(Collection<Long> things);

  /** When and of which things the features were, by thing and time. */
  List<FeatureSpan> spansOf(Collection<Long> features);

  /** The settings of the minute period of things, by thing and time. */
  List<MinutePeriod> minutePeriodsOf(Collection<Long> things);
}
