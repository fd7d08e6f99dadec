// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/** What filters and orderings see of observations, one at a time. Not thread-safe. */
final class ObservationValues implements Evaluator.Values {
  private final List<Term.Access> streamValues;
  private final List<Term.Access> featureValues;
  private final Features features;
  private @Nullable ObservationRow row;

  ObservationValues(ObservationPlan plan, Features features) {
    this.streamValues = plan.streamValues();
    this.featureValues = plan.featureValues();
    this.features = features;
  }

  void show(ObservationRow next) {
    row = next;
  }

  @Override
  public Term.Constant of(Term.Access access) {
    if (row == null) {
      throw new IllegalStateException("no row is shown");
    }
    if (access.path().isEmpty()) {
      return own(row.observation(), access);
    }
    Term.Access rest = ObservationPlan.withoutStep(access);
    if (access.path().getFirst() == Navigation.OBSERVATION_DATASTREAM) {
      return row.stream().extras().get(streamValues.indexOf(rest));
    }
    List<Term.Constant> values = features.values(row, featureValues);
    return values.isEmpty() ? new Term.Null() : values.get(featureValues.indexOf(rest));
  }

  private static Term.Constant own(Observation observation, Term.Access access) {
    if (access.property().equals(EntityType.ID)) {
      return new Term.Numeral(BigDecimal.valueOf(observation.id()));
    }
    List<String> inside = access.inside();
    return switch (access.property().name()) {
      case "phenomenonTime" -> new Term.Time(observation.key().startMicros());
      case "result" -> Documents.constant(observation.result(), inside);
      case "resultTime" -> time(observation.resultTime());
      case "resultQuality" -> quality(observation, inside);
      case "parameters" ->
          inside.isEmpty()
              ? new Term.Null()
              : Documents.constant(
                  observation.parameters().get(inside.getFirst()),
                  inside.subList(1, inside.size()));
      case "validTime" -> new Term.Null();
      default -> throw new IllegalArgumentException("no property of rows: " + access);
    };
  }

  private static Term.Constant time(@Nullable Instant time) {
    return time == null ? new Term.Null() : new Term.Time(Micros.of(time));
  }

  private static Term.Constant quality(Observation observation, List<String> inside) {
    String flag = observation.flag();
    return inside.equals(List.of("flag")) && flag != null ? new Term.Text(flag) : new Term.Null();
  }
}
