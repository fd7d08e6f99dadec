// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest extends RegistryTest {
  @Test
  void ensure_new_makesDatastreamSensorAndObservedProperty() {
    long thing = accepted(MN).thing();

    Datastream made = registry.catalogue().ensure(nmhc(thing, Interval.HOUR).withSentCode("NMHC"));

    assertThat(made.number()).isEqualTo(1);
    assertThat(made.thing()).isEqualTo(thing);
    assertThat(made.name()).isEqualTo("非甲烷总烃 小时");
    assertThat(made.description()).isEqualTo("Non-methane hydrocarbons, hour");
    assertThat(made.observationType()).isEqualTo(Datastream.MEASUREMENT);
    assertThat(made.unit()).isEqualTo(new UnitOfMeasurement("mg/m3", "mg/m3", ""));
    assertThat(made.code()).isEqualTo("a24088");
    assertThat(made.interval()).isEqualTo(Interval.HOUR);
    assertThat(made.period()).isEqualTo(Duration.ofHours(1));
    assertThat(made.ownPeriod()).isFalse();
    assertThat(made.deviceId()).isEqualTo(MN);
    assertThat(made.systemType()).isEqualTo("31");
    assertThat(made.sentCode()).isEqualTo("NMHC");
    assertThat(made.computed()).isFalse();
    ObservedProperty property =
        registry.catalogue().observedProperty(made.observedProperty()).orElseThrow();
    assertThat(property.name()).isEqualTo("非甲烷总烃");
    assertThat(property.description()).isEqualTo("Non-methane hydrocarbons");
    assertThat(property.code()).isEqualTo("a24088");
    assertThat(registry.catalogue().sensor(made.sensor()).orElseThrow().name()).isEqualTo(MN);
  }

  @Test
  void ensure_again_findsTheSame() {
    long thing = accepted(MN).thing();
    Datastream made = registry.catalogue().ensure(nmhc(thing, Interval.HOUR));

    reopen();

    assertThat(registry.catalogue().ensure(nmhc(thing, Interval.HOUR))).isEqualTo(made);
  }

  @Test
  void ensure_otherIntervalPeriodOrComputed_isAnother() {
    long thing = accepted(MN).thing();
    DatastreamSpec minute = nmhc(thing, Interval.MINUTE);

    List<Datastream> made =
        registry
            .catalogue()
            .ensure(
                List.of(
                    nmhc(thing, Interval.REALTIME),
                    minute,
                    minute.withOwnPeriod(Duration.ofMinutes(5)),
                    nmhc(thing, Interval.HOUR),
                    nmhc(thing, Interval.HOUR).asComputed(),
                    nmhc(thing, Interval.DAY)));

    assertThat(made).extracting(Datastream::number).doesNotHaveDuplicates();
    assertThat(made)
        .extracting(Datastream::period)
        .containsExactly(
            null,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofDays(1));
    assertThat(registry.catalogue().datastreamsOf(thing)).isEqualTo(made);
    assertThat(registry.catalogue().observedProperties()).hasSize(1);
  }

  @Test
  void datastreams_ofSeveralThings_areThoseOfEachInTheOrderOfTheirNumbers() {
    long first = accepted(MN).thing();
    long second = accepted("OTHER").thing();
    Datastream one = registry.catalogue().ensure(nmhc(second, Interval.HOUR));
    Datastream two = registry.catalogue().ensure(nmhc(first, Interval.HOUR));
    Datastream three = registry.catalogue().ensure(nmhc(second, Interval.DAY));

    assertThat(registry.catalogue().datastreams()).containsExactly(one, two, three);
  }

  @Test
  void ensure_codeThatBecameKnown_namesItsObservedProperty() {
    long thing = accepted(MN).thing();
    UnitOfMeasurement none = UnitOfMeasurement.NONE;
    DatastreamSpec unknown =
        DatastreamSpec.ofDevice(thing, "x99", Interval.HOUR, "31", "x99", "x99", none);
    registry.catalogue().ensure(unknown);

    registry
        .catalogue()
        .ensure(DatastreamSpec.ofDevice(thing, "x99", Interval.DAY, "31", "新量", "New", none));
    registry.catalogue().ensure(unknown.asComputed());

    assertThat(registry.catalogue().observedProperties())
        .extracting(ObservedProperty::name, ObservedProperty::description)
        .containsExactly(tuple("新量", "New"));
  }

  @Test
  void ensure_unknownThing_isNotFoundAndLeavesNothing() {
    assertThatThrownBy(() -> registry.catalogue().ensure(nmhc(99, Interval.HOUR)))
        .hasMessage("thing (99) does not exist");
    assertThat(registry.catalogue().observedProperties()).isEmpty();
  }

  @Test
  void moveTo_first_fillsTheFeatureItWasBornWith() {
    long thing = accepted(MN).thing();
    long born = registry.catalogue().featureAt(thing, NOW).orElseThrow().id();

    Location location =
        registry.catalogue().moveTo(thing, new GeoPoint(113.1, 22.6), "West gate", NOW);

    assertThat(location.location()).isEqualTo("{\"type\":\"Point\",\"coordinates\":[113.1,22.6]}");
    assertThat(registry.catalogue().locationsOf(thing)).containsExactly(location);
    assertThat(registry.catalogue().historyOf(thing))
        .extracting(HistoricalLocation::time, HistoricalLocation::locations)
        .containsExactly(tuple(NOW, List.of(location.id())));
    FeatureOfInterest feature =
        registry.catalogue().featureAt(thing, Instant.parse("2000-01-01T00:00:00Z")).orElseThrow();
    assertThat(feature.id()).isEqualTo(born);
    assertThat(feature.feature()).isEqualTo(location.location());
  }

  @Test
  void moveTo_later_makesNewFeatureFromThenOn() {
    long thing = accepted(MN).thing();
    registry.catalogue().moveTo(thing, new GeoPoint(113.1, 22.6), "West gate", NOW);
    Instant later = NOW.plus(Duration.ofDays(30));

    Location moved =
        registry.catalogue().moveTo(thing, new GeoPoint(113.2, 22.6), "East gate", later);

    long before = registry.catalogue().featureAt(thing, later.minusMillis(1)).orElseThrow().id();
    FeatureOfInterest after = registry.catalogue().featureAt(thing, later).orElseThrow();
    assertThat(after.id()).isNotEqualTo(before);
    assertThat(after.feature()).contains("113.2");
    assertThat(registry.catalogue().locationsOf(thing)).containsExactly(moved);
    assertThat(registry.catalogue().historyOf(thing)).hasSize(2);
  }

  @Test
  void moveTo_samePlace_changesNothing() {
    long thing = accepted(MN).thing();
    GeoPoint place = new GeoPoint(113.1, 22.6);
    Location first = registry.catalogue().moveTo(thing, place, "West gate", NOW);

    Location again = registry.catalogue().moveTo(thing, place, "Gate", NOW.plusSeconds(5));

    assertThat(again).isEqualTo(first);
    assertThat(registry.catalogue().historyOf(thing)).hasSize(1);
  }

  @Test
  void minutePeriod_holdsFromItsDate() {
    long thing = accepted(MN).thing();
    Datastream minute = registry.catalogue().ensure(nmhc(thing, Interval.MINUTE));
    Duration five = Duration.ofMinutes(5);

    registry
        .catalogue()
        .setMinutePeriod(new MinutePeriod(thing, NOW, five, MinutePeriod.Source.LEARNED));

    assertThat(registry.catalogue().minutePeriod(thing, NOW.minusMillis(1)))
        .isEqualTo(MinutePeriod.DEFAULT);
    assertThat(registry.catalogue().minutePeriod(thing, NOW)).isEqualTo(five);
    assertThat(registry.catalogue().minutePeriods(thing))
        .extracting(MinutePeriod::source)
        .containsExactly(MinutePeriod.Source.LEARNED);
    assertThat(registry.catalogue().datastream(minute.number()).orElseThrow().period())
        .isEqualTo(five);
  }

  @Test
  void geoPoint_outOfRange_isRefused() {
    assertThatThrownBy(() -> new GeoPoint(181, 0))
        .hasMessage("longitude (181.0) must be -180 to 180");
    assertThatThrownBy(() -> new GeoPoint(0, Double.NaN))
        .hasMessage("latitude (NaN) must be -90 to 90");
  }
}
