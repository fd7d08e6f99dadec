// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two enterprises, an area within an area, a group: who sees what, also through relations. */
final class ReachTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private Registry registry;
  private long ours;
  private long theirs;
  private long county;
  private long group;
  private long ourThing;
  private long theirThing;
  private long loose;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    county =
        registry
            .places()
            .areas()
            .put(new Area(0, "330100", "县", null, Area.Level.COUNTY, 0))
            .row()
            .id();
    long street =
        registry
            .places()
            .areas()
            .put(new Area(0, "330101", "街道", null, Area.Level.STREET, county))
            .row()
            .id();
    ours = enterprise("91330100MA2B00001");
    theirs = enterprise("91330100MA2B00002");
    group = registry.places().groups().put(new PointGroup(0, "g", "组", null)).row().id();
    ourThing = point("A", 0, ours);
    theirThing = point("B", street, theirs);
    loose = registry.devices().register("hj212", "C", Acceptance.named("C"), NOW).thing();
    registry.places().points().join(group, loose);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private long enterprise(String first17) {
    return registry
        .places()
        .enterprises()
        .put(new Enterprise(0, CreditCode.complete(first17), first17, null, "3311", 0, null))
        .row()
        .id();
  }

  private long point(String deviceId, long area, long enterprise) {
    long thing =
        registry.devices().register("hj212", deviceId, Acceptance.named(deviceId), NOW).thing();
    var _ = registry.places().points().put(new PointPlace(thing, area, enterprise, 0, 0));
    Datastream _ =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing,
                    "w01018",
                    Interval.MINUTE,
                    "32",
                    "名",
                    "name",
                    UnitOfMeasurement.ofSymbol("mg/L")));
    return thing;
  }

  private static Reach enterprises(long id) {
    return Reach.of(Set.of(id), Set.of(), Set.of());
  }

  private List<Long> ids(Reach reach, EntityType type) {
    return registry.entities().within(reach).select(EntityQuery.all(type, 100)).stream()
        .map(EntityRow::id)
        .toList();
  }

  @Test
  void things_areThoseOfEnterprise_areaWithAllBelow_andGroup() {
    assertThat(registry.reaches().things(enterprises(ours))).containsExactly(ourThing);
    assertThat(registry.reaches().things(Reach.of(Set.of(), Set.of(county), Set.of())))
        .containsExactly(theirThing);
    assertThat(registry.reaches().things(Reach.of(Set.of(), Set.of(), Set.of(group))))
        .containsExactly(loose);
    assertThat(registry.reaches().things(Reach.of(Set.of(ours), Set.of(county), Set.of(group))))
        .containsExactlyInAnyOrder(ourThing, theirThing, loose);
    assertThat(registry.reaches().things(Reach.nothing())).isEmpty();
    assertThat(registry.reaches().enterprises(Reach.of(Set.of(), Set.of(county), Set.of())))
        .containsExactly(theirs);
  }

  @Test
  void entities_listAndCount_whatIsInReach() {
    Reach reach = enterprises(ours);

    assertThat(ids(reach, EntityType.THING)).containsExactly(ourThing);
    assertThat(registry.entities().within(reach).count(EntityQuery.all(EntityType.THING, 1)))
        .isEqualTo(1);
    assertThat(ids(reach, EntityType.DATASTREAM)).hasSize(1);
    assertThat(ids(reach, EntityType.SENSOR)).hasSize(1);
    assertThat(ids(reach, EntityType.FEATURE_OF_INTEREST)).hasSize(1);
    assertThat(ids(Reach.nothing(), EntityType.THING)).isEmpty();
    assertThat(ids(Reach.all(), EntityType.THING)).hasSize(3);
  }

  @Test
  void entity_outOfReach_isNotThere() {
    Entities entities = registry.entities().within(enterprises(ours));

    assertThat(entities.select(EntityQuery.one(EntityType.THING, theirThing))).isEmpty();
    assertThat(
            entities.related(
                Navigation.OBSERVED_PROPERTY_DATASTREAMS,
                List.of(1L),
                EntityQuery.all(EntityType.DATASTREAM, 10)))
        .allSatisfy((source, rows) -> assertThat(rows).hasSize(1));
    assertThat(
            entities.relatedCounts(
                Navigation.THING_DATASTREAMS,
                List.of(ourThing, theirThing),
                EntityQuery.all(EntityType.DATASTREAM, 10)))
        .containsOnlyKeys(ourThing);
  }

  /** A quantity that all share must not tell whose points have it. */
  @Test
  void filterOverRelations_findsNothingOutOfReach() {
    Term named =
        Term.Call.of(
            Operation.EQ,
            new Term.Access(
                List.of(Navigation.OBSERVED_PROPERTY_DATASTREAMS, Navigation.DATASTREAM_THING),
                EntityType.THING.property("name").orElseThrow(),
                List.of()),
            new Term.Text("B"));
    EntityQuery query = EntityQuery.all(EntityType.OBSERVED_PROPERTY, 10).and(named);

    assertThat(registry.entities().select(query)).hasSize(1);
    assertThat(registry.entities().within(enterprises(ours)).select(query)).isEmpty();
    assertThat(registry.entities().within(enterprises(theirs)).select(query)).hasSize(1);
  }
}
