// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EntitiesTest extends RegistryTest {
  private long first;
  private long second;

  @BeforeEach
  void twoPointsWithTwoDatastreamsEach() {
    first = accepted(MN).thing();
    second = accepted("88888880000002").thing();
    registry.catalogue().describe(second, "Pump house", "by the river");
    for (long thing : List.of(first, second)) {
      registry.catalogue().ensure(nmhc(thing, Interval.MINUTE));
      registry.catalogue().ensure(nmhc(thing, Interval.HOUR).withSentCode("NMHC"));
    }
    registry.catalogue().moveTo(first, new GeoPoint(113.5, 34.7), "roof", NOW);
    registry.catalogue().moveTo(first, new GeoPoint(113.6, 34.7), "yard", NOW.plusSeconds(60));
  }

  @Test
  void select_all_givesPropertiesInTheirOrder() {
    EntityRow row = entities().select(EntityQuery.one(EntityType.THING, first)).getFirst();

    assertThat(row.id()).isEqualTo(first);
    assertThat(row.values())
        .containsExactly(
            "Works outlet",
            "Works outlet",
            "{\"deviceId\":\"88888880000001\",\"protocol\":\"hj212\",\"status\":\"accepted\"}");
  }

  @Test
  void select_knownKeyOfProperties_findsByColumn() {
    EntityQuery query =
        EntityQuery.all(EntityType.DATASTREAM, 10)
            .and(eq(key("deviceId"), text("88888880000002")))
            .and(eq(key("interval"), text("hour")));

    List<EntityRow> rows = entities().select(query);

    assertThat(rows).extracting(EntityRow::id).containsExactly(4L);
    assertThat(rows.getFirst().values().getLast())
        .isEqualTo(
            "{\"code\":\"a24088\",\"deviceId\":\"88888880000002\",\"interval\":\"hour\","
                + "\"period\":\"PT1H\",\"sentCode\":\"NMHC\",\"systemType\":\"31\"}");
    assertThat(entities().count(query)).isEqualTo(1);
  }

  @Test
  void select_overRelations_findsOneAndMany() {
    Term ofThing = eq(access("name", Navigation.DATASTREAM_THING), text("Pump house"));
    Term withHour =
        eq(
            new Term.Access(
                List.of(Navigation.THING_DATASTREAMS),
                property(EntityType.DATASTREAM, "properties"),
                List.of("interval")),
            text("hour"));
    Term atYard = eq(access("name", Navigation.THING_LOCATIONS), text("yard"));

    assertThat(ids(EntityQuery.all(EntityType.DATASTREAM, 10).and(ofThing)))
        .containsExactly(3L, 4L);
    assertThat(ids(EntityQuery.all(EntityType.THING, 10).and(withHour)))
        .containsExactly(first, second);
    assertThat(ids(EntityQuery.all(EntityType.THING, 10).and(withHour).and(atYard)))
        .containsExactly(first);
  }

  @Test
  void select_within_givesRelatedOnesOnly() {
    assertThat(
            ids(
                EntityQuery.all(EntityType.DATASTREAM, 10)
                    .of(new EntityQuery.Source(Navigation.THING_DATASTREAMS, second))))
        .containsExactly(3L, 4L);
    assertThat(
            ids(
                EntityQuery.all(EntityType.THING, 10)
                    .of(new EntityQuery.Source(Navigation.DATASTREAM_THING, 3))))
        .containsExactly(second);
    assertThat(
            ids(
                EntityQuery.all(EntityType.LOCATION, 10)
                    .of(new EntityQuery.Source(Navigation.THING_LOCATIONS, first))))
        .containsExactly(2L);
    assertThat(
            ids(
                EntityQuery.all(EntityType.HISTORICAL_LOCATION, 10)
                    .of(new EntityQuery.Source(Navigation.THING_HISTORICAL_LOCATIONS, first))))
        .containsExactly(1L, 2L);
  }

  @Test
  void select_afterPlace_goesOnWithNullsAndBothDirections() {
    for (boolean descending : List.of(false, true)) {
      EntityQuery query =
          new EntityQuery(
              EntityType.DATASTREAM,
              Optional.empty(),
              List.of(),
              List.of(
                  new EntityQuery.SortKey(key("sentCode"), descending),
                  new EntityQuery.SortKey(access("name", Navigation.DATASTREAM_THING), false)),
              Optional.empty(),
              0,
              10);
      List<EntityRow> whole = entities().select(query);

      List<Long> paged = new ArrayList<>();
      EntityQuery page = query.limit(1);
      for (List<EntityRow> rows = entities().select(page);
          !rows.isEmpty();
          rows = entities().select(page)) {
        paged.add(rows.getFirst().id());
        page = page.after(rows.getFirst().place());
      }

      assertThat(whole)
          .extracting(EntityRow::id)
          .containsExactlyElementsOf(
              descending ? List.of(4L, 2L, 3L, 1L) : List.of(3L, 1L, 4L, 2L));
      assertThat(paged).containsExactlyElementsOf(whole.stream().map(EntityRow::id).toList());
    }
  }

  @Test
  void related_limitAndSkip_holdForEachSource() {
    Map<Long, List<EntityRow>> related =
        entities()
            .related(
                Navigation.THING_DATASTREAMS,
                List.of(first, second),
                EntityQuery.all(EntityType.DATASTREAM, 1));

    assertThat(related.get(first)).extracting(EntityRow::id).containsExactly(1L);
    assertThat(related.get(second)).extracting(EntityRow::id).containsExactly(3L);
    assertThat(
            entities()
                .relatedCounts(
                    Navigation.THING_DATASTREAMS,
                    List.of(first, second),
                    EntityQuery.all(EntityType.DATASTREAM, 1)
                        .and(eq(access("name", Navigation.DATASTREAM_THING), text("Pump house")))))
        .containsExactly(Map.entry(second, 2L));
    assertThat(
            entities()
                .related(
                    Navigation.DATASTREAM_SENSOR,
                    List.of(1L, 3L),
                    EntityQuery.all(EntityType.SENSOR, 1)))
        .containsOnlyKeys(1L, 3L);
  }

  @Test
  void streams_givesWhatReadingNeeds() {
    List<StreamRow> streams =
        entities()
            .streams(
                EntityQuery.one(EntityType.DATASTREAM, 3),
                List.of(access("name", Navigation.DATASTREAM_THING), key("sentCode")));

    assertThat(streams)
        .containsExactly(
            new StreamRow(
                3,
                second,
                Interval.MINUTE,
                null,
                List.of(new Term.Text("Pump house"), new Term.Null())));
  }

  @Test
  void featuresOf_movedThing_givesSpansInTime() {
    List<FeatureSpan> spans = entities().featuresOf(List.of(first));

    assertThat(spans).hasSize(2);
    assertThat(spans.getFirst().fromMicros()).isEqualTo(Long.MIN_VALUE);
    assertThat(spans.getFirst().toMicros()).isEqualTo(spans.getLast().fromMicros());
    assertThat(spans.getLast().toMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(entities().spansOf(List.of(spans.getLast().feature())))
        .containsExactly(spans.getLast());
  }

  @Test
  void operations_giveWhatTheStandardSays() {
    Term name = access("name");
    Map<Term, Boolean> expected =
        Map.ofEntries(
            Map.entry(call(Operation.SUBSTRINGOF, text("house"), name), true),
            Map.entry(call(Operation.CONTAINS, name, text("House")), false),
            Map.entry(call(Operation.STARTSWITH, name, text("Pump")), true),
            Map.entry(call(Operation.ENDSWITH, name, text("house")), true),
            Map.entry(call(Operation.ENDSWITH, name, text("a long pump house")), false),
            Map.entry(eq(call(Operation.LENGTH, name), number("10")), true),
            Map.entry(eq(call(Operation.INDEXOF, name, text("house")), number("5")), true),
            Map.entry(eq(call(Operation.SUBSTRING, name, number("5")), text("house")), true),
            Map.entry(
                eq(call(Operation.SUBSTRING, name, number("1"), number("3")), text("ump")), true),
            Map.entry(eq(call(Operation.TOUPPER, name), text("PUMP HOUSE")), true),
            Map.entry(eq(call(Operation.CONCAT, name, text("!")), text("Pump house!")), true),
            Map.entry(eq(call(Operation.DIV, number("5"), number("2")), number("2.5")), true),
            Map.entry(eq(call(Operation.MOD, number("5"), number("2")), number("1")), true),
            Map.entry(eq(call(Operation.ROUND, number("2.5")), number("3")), true),
            Map.entry(
                eq(call(Operation.YEAR, new Term.Time(1_772_323_200_000_000L)), number("2026")),
                true),
            Map.entry(eq(key(EntityType.THING, "outlet"), new Term.Null()), true),
            Map.entry(call(Operation.NE, key(EntityType.THING, "outlet"), text("DA001")), true),
            Map.entry(
                call(
                    Operation.NOT,
                    call(Operation.GT, key(EntityType.THING, "outlet"), text("DA001"))),
                true),
            Map.entry(call(Operation.GT, key(EntityType.THING, "none"), number("5")), false));

    expected.forEach(
        (term, holds) ->
            assertThat(ids(EntityQuery.one(EntityType.THING, second).and(term)))
                .as(term.toString())
                .hasSize(holds ? 1 : 0));
  }

  private Entities entities() {
    return registry.entities();
  }

  private List<Long> ids(EntityQuery query) {
    return entities().select(query).stream().map(EntityRow::id).toList();
  }

  private static Term eq(Term left, Term right) {
    return call(Operation.EQ, left, right);
  }

  private static Term call(Operation operation, Term... arguments) {
    return Term.Call.of(operation, arguments);
  }

  private static Term text(String text) {
    return new Term.Text(text);
  }

  private static Term number(String number) {
    return new Term.Numeral(new BigDecimal(number));
  }

  private static Term access(String name, Navigation... path) {
    EntityType type = path.length == 0 ? EntityType.THING : path[path.length - 1].target();
    return new Term.Access(List.of(path), property(type, name), List.of());
  }

  private static Term key(String key) {
    return key(EntityType.DATASTREAM, key);
  }

  private static Term key(EntityType type, String key) {
    return new Term.Access(List.of(), property(type, "properties"), List.of(key));
  }

  private static Property property(EntityType type, String name) {
    return type.property(name).orElseThrow();
  }
}
