// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Term;
import org.greenheart.storage.registry.TermType;
import org.jspecify.annotations.Nullable;

/**
 * Filters of entities over their observations: {@code
 * Things?$filter=Datastreams/Observations/result gt 5}. The registry does not hold observations, so
 * these conditions are worked out first, as the Datastreams that have such an observation; the
 * registry then looks for these.
 *
 * <p>Conditions that lead to the observations by the same way are about one and the same
 * observation.
 */
final class OverObservations {
  /** Below the limit of values in one statement. */
  private static final int MOST_STREAMS = 20_000;

  private OverObservations() {}

  /** The filter as a condition that the registry understands; none without a filter. */
  static List<Term> conditions(@Nullable Term filter, ObservationReader observations) {
    if (filter == null) {
      return List.of();
    }
    if (!leadsOver(filter)) {
      return List.of(filter);
    }
    List<Term> all =
        filter instanceof Term.Call call && call.operation() == Operation.AND
            ? call.arguments()
            : List.of(filter);
    List<Term> conditions = new ArrayList<>();
    Map<List<Navigation>, List<Term>> byPath = new LinkedHashMap<>();
    for (Term term : all) {
      if (leadsOver(term)) {
        byPath.computeIfAbsent(path(term), path -> new ArrayList<>()).add(fromEnd(term));
      } else {
        conditions.add(term);
      }
    }
    byPath.forEach((path, terms) -> conditions.add(streamIsOneOf(path, terms, observations)));
    // One condition, so that what leads by the same way is about the same entity.
    return List.of(
        conditions.size() == 1
            ? conditions.getFirst()
            : new Term.Call(Operation.AND, TermType.BOOLEAN, conditions));
  }

  private static boolean leadsOver(Term term) {
    boolean[] over = {false};
    term.eachAccess(access -> over[0] |= stepTo(access) >= 0);
    return over[0];
  }

  /** Which step of the path leads to observations; -1 for none. */
  private static int stepTo(Term.Access access) {
    for (int i = 0; i < access.path().size(); i++) {
      if (access.path().get(i).target() == EntityType.OBSERVATION) {
        return i;
      }
    }
    return -1;
  }

  /** The one way by which a condition leads to observations. */
  private static List<Navigation> path(Term term) {
    Set<List<Navigation>> paths = new HashSet<>();
    term.eachAccess(access -> paths.add(access.path().subList(0, Math.max(0, stepTo(access) + 1))));
    List<Navigation> path = paths.iterator().next();
    if (paths.size() > 1 || path.isEmpty()) {
      throw RequestException.unsupported(
          "$filter: a condition on Observations cannot be mixed with others by 'or': ask for each"
              + " by itself");
    }
    if (path.getLast() != Navigation.DATASTREAM_OBSERVATIONS) {
      throw RequestException.unsupported(
          "$filter: a path over the Observations of a FeatureOfInterest is not supported: ask the"
              + " Observations themselves, by FeatureOfInterest/...");
    }
    return path;
  }

  /** The condition as the observation sees it. */
  private static Term fromEnd(Term term) {
    return switch (term) {
      case Term.Access access ->
          new Term.Access(
              access.path().subList(stepTo(access) + 1, access.path().size()),
              access.property(),
              access.inside());
      case Term.Call call ->
          new Term.Call(
              call.operation(),
              call.type(),
              call.arguments().stream().map(OverObservations::fromEnd).toList());
      case Term.Constant constant -> constant;
    };
  }

  private static Term streamIsOneOf(
      List<Navigation> path, List<Term> conditions, ObservationReader observations) {
    Term filter =
        conditions.size() == 1
            ? conditions.getFirst()
            : new Term.Call(Operation.AND, TermType.BOOLEAN, conditions);
    List<Long> streams =
        observations.streamsWith(ObservationPlanner.plan(filter, List.of(), Optional.empty()));
    if (streams.size() > MOST_STREAMS) {
      throw RequestException.bad(
          "too-much-work",
          "$filter: the condition on Observations holds for too many Datastreams (%d): narrow it"
              .formatted(streams.size()));
    }
    return Term.Call.oneOf(
        new Term.Access(path.subList(0, path.size() - 1), EntityType.ID, List.of()), streams);
  }
}
