// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Term;

/**
 * How observations are found: as ranges of keys in a set of datastreams, and by what is left of the
 * filter to try on each row.
 *
 * @param within the Datastream or FeatureOfInterest whose observations are wanted
 * @param id the one number that can be right, where the filter names it
 * @param streams what must hold of the Datastreams
 * @param features what must hold of the features of interest
 * @param range where the starts of the rows must be
 * @param residual what must hold of each row beside
 * @param keys of the ordering, where {@code sequence} is SORTED
 */
record ObservationPlan(
    Optional<EntityQuery.Source> within,
    OptionalLong id,
    List<Term> streams,
    List<Term> features,
    TimeRange range,
    List<Term> residual,
    Sequence sequence,
    List<EntityQuery.SortKey> keys) {

  /** In which order rows come, and what that costs. */
  enum Sequence {
    /**
     * By Datastream, then by start, then by n: as they are kept. The order when none is asked for.
     */
    BY_DATASTREAM,
    /** By start, then by Datastream and n: merged from all Datastreams. */
    OLDEST_FIRST,
    /** The other way round. */
    NEWEST_FIRST,
    /** By anything else: all rows are read, the first ones kept. */
    SORTED
  }

  ObservationPlan {
    streams = List.copyOf(streams);
    features = List.copyOf(features);
    residual = List.copyOf(residual);
    keys = List.copyOf(keys);
  }

  /** Whether kept counts answer how many there are. */
  boolean isCounted() {
    return residual.isEmpty() && id.isEmpty();
  }

  /** Whether the newest row of a Datastream is all that is asked of its observations. */
  boolean isNewest() {
    return isCounted()
        && sequence == Sequence.NEWEST_FIRST
        && range.equals(TimeRange.ALL)
        && streams.isEmpty()
        && features.isEmpty();
  }

  /** What rows are tried on and sorted by that belongs to their Datastream: each once. */
  List<Term.Access> streamValues() {
    return valuesBehind(Navigation.OBSERVATION_DATASTREAM);
  }

  /** What rows are tried on and sorted by that belongs to their feature of interest: each once. */
  List<Term.Access> featureValues() {
    return valuesBehind(Navigation.OBSERVATION_FEATURE_OF_INTEREST);
  }

  private List<Term.Access> valuesBehind(Navigation step) {
    List<Term.Access> values = new ArrayList<>();
    List<Term> terms = new ArrayList<>(residual);
    keys.forEach(key -> terms.add(key.term()));
    for (Term term : terms) {
      term.eachAccess(
          access -> {
            if (!access.path().isEmpty() && access.path().getFirst() == step) {
              Term.Access rest = withoutStep(access);
              if (!values.contains(rest)) {
                values.add(rest);
              }
            }
          });
    }
    return values;
  }

  /** The same seen from the entity that the first step leads to. */
  static Term.Access withoutStep(Term.Access access) {
    return new Term.Access(
        access.path().subList(1, access.path().size()), access.property(), access.inside());
  }
}
