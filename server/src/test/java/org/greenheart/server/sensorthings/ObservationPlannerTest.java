// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObservationPlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final TimeRange DAY =
      TimeRange.of(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));

  @Test
  void plan_noFilter_readsAllByDatastreamFromKeptCounts() {
    ObservationPlan plan = plan("");

    assertThat(plan.range()).isEqualTo(TimeRange.ALL);
    assertThat(plan.isCounted()).isTrue();
    assertThat(plan.sequence()).isEqualTo(ObservationPlan.Sequence.BY_DATASTREAM);
  }

  @Test
  void plan_conditionsOnDatastream_goToTheRegistry() {
    ObservationPlan plan =
        plan(
            "$filter=Datastream/properties/deviceId eq 'x' and"
                + " Datastream/properties/code eq 'a21026'");

    assertThat(plan.isCounted()).isTrue();
    assertThat(plan.streams())
        .containsExactly(
            Term.Call.of(Operation.EQ, key("deviceId"), new Term.Text("x")),
            Term.Call.of(Operation.EQ, key("code"), new Term.Text("a21026")));
  }

  private static Term key(String name) {
    return new Term.Access(
        java.util.List.of(),
        EntityType.DATASTREAM.property("properties").orElseThrow(),
        java.util.List.of(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phenomenonTime ge 2026-11-20T00:00:00Z and phenomenonTime lt 2026-11-21T00:00:00Z",
        "phenomenonTime lt 2026-11-21 and 2026-11-20 le phenomenonTime",
        "phenomenonTime gt 2026-11-19T23:59:59.999999Z and 2026-11-21T00:00:00Z gt phenomenonTime",
        "phenomenonTime ge now() sub duration'PT32H' and phenomenonTime lt '2026-11-21T00:00:00Z'",
        "phenomenonTime ge 2026-11-20T08:00:00+08:00 and phenomenonTime le"
            + " 2026-11-20T23:59:59.999999Z",
      })
  void plan_timeBounds_becomeOneRange(String filter) {
    ObservationPlan plan = plan("$filter=" + filter);

    assertThat(plan.range()).isEqualTo(DAY);
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void plan_exactTime_isTheNarrowestRange() {
    long start = Micros.of(Instant.parse("2026-11-20T00:00:00Z"));

    assertThat(plan("$filter=phenomenonTime eq 2026-11-20T00:00:00Z").range())
        .isEqualTo(new TimeRange(start, start + 1));
  }

  @Test
  void plan_eitherOfTwoRanges_narrowsAndTriesRows() {
    ObservationPlan plan =
        plan(
            "$filter=(phenomenonTime ge 2026-11-20T00:00:00Z and phenomenonTime lt"
                + " 2026-11-20T01:00:00Z) or (phenomenonTime ge 2026-11-20T23:00:00Z and"
                + " phenomenonTime lt 2026-11-21T00:00:00Z and result gt 5)");

    assertThat(plan.range()).isEqualTo(DAY);
    assertThat(plan.residual()).hasSize(1);
    assertThat(plan.isCounted()).isFalse();
  }

  @Test
  void plan_eitherWithoutTime_readsAll() {
    assertThat(plan("$filter=phenomenonTime lt 2026-11-20T00:00:00Z or result gt 5").range())
        .isEqualTo(TimeRange.ALL);
    assertThat(plan("$filter=phenomenonTime ne 2026-11-20T00:00:00Z").residual()).hasSize(1);
  }

  @Test
  void plan_contradiction_readsNothing() {
    assertThat(
            plan("$filter=phenomenonTime lt 2026-11-20T00:00:00Z and phenomenonTime gt"
                    + " 2026-11-21T00:00:00Z")
                .range()
                .isEmpty())
        .isTrue();
    assertThat(plan("$filter=1 eq 2").range().isEmpty()).isTrue();
    assertThat(plan("$filter=1 lt 2").range()).isEqualTo(TimeRange.ALL);
  }

  @Test
  void plan_id_isLookedUp() {
    assertThat(plan("$filter=id eq 42").id()).hasValue(42);
    assertThat(plan("$filter=42 eq @iot.id and result gt 5").residual()).hasSize(1);
    assertThat(plan("$filter=id eq 1.5").id()).hasValue(-1);
    assertThat(plan("$filter=id eq 42 or id eq 43").id()).isEmpty();
  }

  @Test
  void plan_conditionOnFeature_goesToTheRegistry() {
    ObservationPlan plan = plan("$filter=FeatureOfInterest/name eq 'x' and result gt 5");

    assertThat(plan.features()).hasSize(1);
    assertThat(plan.residual()).hasSize(1);
  }

  @Test
  void plan_mixedCondition_takesValuesOfTheDatastreamAlong() {
    ObservationPlan plan =
        plan("$filter=Datastream/Thing/name eq 'x' or Datastream/Thing/name eq 'y' or result gt 5");

    assertThat(plan.streams()).isEmpty();
    assertThat(plan.residual()).hasSize(1);
    assertThat(plan.streamValues())
        .containsExactly(
            new Term.Access(
                java.util.List.of(Navigation.DATASTREAM_THING),
                EntityType.THING.property("name").orElseThrow(),
                java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "phenomenonTime, OLDEST_FIRST",
    "phenomenonTime asc, OLDEST_FIRST",
    "phenomenonTime desc, NEWEST_FIRST",
    "'phenomenonTime desc,result', SORTED",
    "result, SORTED",
    "id desc, SORTED",
  })
  void plan_order_choosesTheSequence(String order, ObservationPlan.Sequence sequence) {
    assertThat(plan("$orderby=" + order).sequence()).isEqualTo(sequence);
  }

  @Test
  void plan_newestOfADatastream_isKnownAsSuch() {
    assertThat(plan("$orderby=phenomenonTime desc").isNewest()).isTrue();
    assertThat(plan("$orderby=phenomenonTime").isNewest()).isFalse();
    assertThat(plan("$orderby=phenomenonTime desc&$filter=result gt 5").isNewest()).isFalse();
  }

  private static ObservationPlan plan(String query) {
    QueryOptions options = QueryParser.parse(QueryString.options(query.replace("+", "%2B")));
    ReadQuery read = ReadQuery.of(EntityType.OBSERVATION, options, NOW);
    assertThat(read.expand()).isEqualTo(Map.of());
    return ObservationPlanner.plan(
        read.filter(),
        read.order(),
        Optional.of(new EntityQuery.Source(Navigation.DATASTREAM_OBSERVATIONS, 1)));
  }
}
