// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

final class OutboxTest extends RegistryTest {
  /** Remembers what it was asked, and fails as often as told. */
  private static final class Asked implements OutboxTarget {
    private final List<String> payloads = new ArrayList<>();
    private int failures;

    @Override
    public void apply(OutboxEntry entry) {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("disk is full");
      }
      payloads.add(entry.payload());
    }
  }

  private final Asked asked = new Asked();

  private OutboxFollower follower() {
    return new OutboxFollower(registry, Map.of("note", asked));
  }

  @Test
  void catchUp_doesEntriesInOrderAndClearsThem() {
    registry.outbox().add("note", "one");
    registry.outbox().add("note", "two");

    follower().catchUp();
    follower().catchUp();

    assertThat(asked.payloads).containsExactly("one", "two");
    assertThat(registry.outbox().entries()).isEmpty();
  }

  @Test
  void add_inUndoneTransaction_isGone() {
    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      tables.outbox().add("note", "one");
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    assertThat(registry.outbox().entries()).isEmpty();
  }

  @Test
  void catchUp_targetFails_keepsItAndWhatFollows() {
    registry.outbox().add("note", "one");
    registry.outbox().add("note", "two");
    asked.failures = 1;

    assertThatThrownBy(() -> follower().catchUp()).hasMessage("disk is full");
    assertThat(registry.outbox().entries()).hasSize(2);

    follower().catchUp();
    assertThat(asked.payloads).containsExactly("one", "two");
  }

  @Test
  void catchUp_unknownKind_isRefused() {
    registry.outbox().add("other", "one");

    assertThatThrownBy(() -> follower().catchUp())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kind other");
  }

  @Test
  void entries_idsAreNeverGivenAgain() {
    long first = registry.outbox().add("note", "one");
    registry.outbox().clear(first);
    reopen();

    assertThat(registry.outbox().add("note", "two")).isGreaterThan(first);
  }

  private Datastream withRow(Telemetry telemetry, long thing, Interval interval) {
    Datastream datastream = registry.catalogue().ensure(nmhc(thing, interval));
    append(telemetry, datastream.number());
    return datastream;
  }

  private static void append(Telemetry telemetry, long datastream) {
    RowKey key = RowKey.ofDevice(datastream, NOW);
    telemetry
        .append(
            NewArrival.ofFrame(
                NOW, "test", 1, Bytes.EMPTY, List.of(RowChange.of(key, Decimal.of(7), "N"))))
        .join();
  }

  private OutboxFollower dropping(Telemetry telemetry) {
    return new OutboxFollower(registry, Map.of(DatastreamDrop.KIND, new DatastreamDrop(telemetry)));
  }

  @Test
  void removeDatastream_rowsFollow_alsoAfterCrashBeforeTheyDid() {
    try (Telemetry telemetry = new MemoryTelemetry()) {
      long thing = accepted(MN).thing();
      Datastream hour = withRow(telemetry, thing, Interval.HOUR);
      Datastream day = withRow(telemetry, thing, Interval.DAY);

      registry.catalogue().removeDatastream(hour.number());
      assertThat(telemetry.summary(hour.number()).count()).isEqualTo(1);
      reopen();
      dropping(telemetry).catchUp();

      assertThat(registry.catalogue().datastream(hour.number())).isEmpty();
      assertThat(telemetry.summary(hour.number()).count()).isZero();
      assertThat(telemetry.summary(day.number()).count()).isEqualTo(1);
      assertThat(registry.outbox().entries()).isEmpty();
    }
  }

  @Test
  void removeDatastream_crashBeforeClearing_isDoneAgainWithoutHarm() {
    try (Telemetry telemetry = new MemoryTelemetry()) {
      long thing = accepted(MN).thing();
      Datastream hour = withRow(telemetry, thing, Interval.HOUR);
      registry.catalogue().removeDatastream(hour.number());
      telemetry.drop(hour.number()).join();
      Datastream next = registry.catalogue().ensure(nmhc(thing, Interval.HOUR));
      append(telemetry, next.number());

      reopen();
      dropping(telemetry).catchUp();

      assertThat(next.number()).isGreaterThan(hour.number());
      assertThat(telemetry.summary(next.number()).count()).isEqualTo(1);
    }
  }

  @Test
  void removeDatastream_last_takesSensorAlong() {
    long thing = accepted(MN).thing();
    Datastream hour = registry.catalogue().ensure(nmhc(thing, Interval.HOUR));
    Datastream day = registry.catalogue().ensure(nmhc(thing, Interval.DAY));

    registry.catalogue().removeDatastream(hour.number());
    assertThat(registry.catalogue().sensor(hour.sensor())).isPresent();
    registry.catalogue().removeDatastream(day.number());

    assertThat(registry.catalogue().sensor(hour.sensor())).isEmpty();
    assertThat(registry.catalogue().observedProperties()).hasSize(1);
    assertThatThrownBy(() -> registry.catalogue().removeDatastream(day.number()))
        .hasMessage("datastream (2) does not exist");
  }

  @Test
  void removeThing_takesAllOfIt_andItsDeviceIsPendingAgain() {
    try (Telemetry telemetry = new MemoryTelemetry()) {
      Device device = accepted(MN);
      long thing = device.thing();
      registry.catalogue().moveTo(thing, new GeoPoint(113, 22), "Gate", NOW);
      Datastream hour = withRow(telemetry, thing, Interval.HOUR);
      long version = registry.devices().version();

      registry.catalogue().removeThing(thing);
      dropping(telemetry).catchUp();

      assertThat(registry.catalogue().thing(thing)).isEmpty();
      assertThat(registry.catalogue().feature(1)).isEmpty();
      assertThat(telemetry.summary(hour.number()).count()).isZero();
      Device after = registry.devices().byNumber(device.number()).orElseThrow();
      assertThat(after.status()).isEqualTo(DeviceStatus.PENDING);
      assertThat(after.thing()).isZero();
      assertThat(registry.devices().version()).isGreaterThan(version);
      assertThat(registry.devices().accept(device.number(), Acceptance.PLAIN).thing())
          .isGreaterThan(thing);
    }
  }

  @Test
  void removeThing_deviceIsInNoListUntilItSendsAgain_thenKnocksWithNothingKnownOfIt() {
    Device device = accepted(MN);
    registry.devices().learnPassword(device.number(), "654321");
    registry
        .devices()
        .contacts(List.of(new DeviceContact(device.number(), NOW, "hj212:192.0.2.7:1")));

    registry.catalogue().removeThing(device.thing());

    assertThat(registry.devices().list()).isEmpty();
    assertThat(registry.devices().list(DeviceStatus.PENDING)).isEmpty();
    assertThat(registry.devices().contacts()).isEmpty();
    long version = registry.devices().version();

    registry.keptFrames().expect(device.number(), 7);

    Device knocked = registry.devices().list(DeviceStatus.PENDING).getFirst();
    assertThat(knocked.number()).isEqualTo(device.number());
    assertThat(knocked.thing()).isGreaterThan(device.thing());
    assertThat(knocked.password()).isNull();
    assertThat(registry.devices().version()).isGreaterThan(version);
  }

  @Test
  void removeThing_ofPendingDevice_isRefused() {
    Device device = registry.devices().knock("hj212", MN, Optional.empty(), NOW);

    assertThatThrownBy(() -> registry.catalogue().removeThing(device.thing()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.IN_USE));
  }

  @Test
  void removeThing_ofRejectedDevice_leavesItRejected() {
    Device device = accepted(MN);
    registry.devices().reject(device.number());

    registry.catalogue().removeThing(device.thing());

    assertThat(registry.devices().byNumber(device.number()).map(Device::status))
        .contains(DeviceStatus.REJECTED);
  }

  @Test
  void removeDatastream_behindAnAlarm_isRefused_othersOfThePointGo() {
    long thing = accepted(MN).thing();
    Datastream hour = registry.catalogue().ensure(nmhc(thing, Interval.HOUR));
    Datastream other =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing, "a21026", Interval.HOUR, "31", "二氧化硫", "SO2", hour.unit()));
    Rule rule = registry.rules().record(anyRule());
    registry
        .alarms()
        .raise(
            new NewAlarm(rule, thing, hour.code(), NOW, null, Decimal.of(9), null, "mg/m3", false));

    assertThat(registry.catalogue().holdOnThing(thing)).isEqualTo(new Hold(1, 0, 0, 0, 0));
    assertThatThrownBy(() -> registry.catalogue().removeDatastream(hour.number()))
        .hasMessage("datastream (1) is held by 1 alarms, 0 cases, 0 rules, 0 pairs, 0 reports");
    assertThatThrownBy(() -> registry.catalogue().removeThing(thing))
        .isInstanceOf(RegistryException.class);
    registry.catalogue().removeDatastream(other.number());

    assertThat(registry.catalogue().datastreamsOf(thing)).containsExactly(hour);
  }

  private static Rule anyRule() {
    return new Rule(
        "rule",
        0,
        "above-limit",
        "规则",
        "Rule",
        Severity.DANGER,
        null,
        "{}",
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "",
        true,
        "test",
        NOW);
  }

  @Test
  void removeThing_heldByPair_isRefusedAndNothingGoes() {
    long inlet = accepted(MN).thing();
    long outlet = accepted(MN + "2").thing();
    Datastream hour = registry.catalogue().ensure(nmhc(inlet, Interval.HOUR));
    Places places = registry.places();
    String works = CreditCode.complete("91440100MA5DEM001");
    long owner =
        places
            .enterprises()
            .put(new Enterprise(0, works, "示例厂", null, "C3360", 0, null))
            .row()
            .id();
    long facility =
        places
            .facilities()
            .put(new Facility(0, owner, "TA001", "箱", null, Medium.AIR, null))
            .row()
            .id();
    places.pairs().put(new FacilityPair(0, facility, inlet, outlet, null));

    assertThatThrownBy(() -> registry.catalogue().removeThing(inlet))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.IN_USE));

    assertThat(registry.catalogue().datastream(hour.number())).isPresent();
    assertThat(registry.outbox().entries()).isEmpty();
    assertThat(registry.devices().find("hj212", MN).map(Device::accepted))
        .isEqualTo(Optional.of(true));
  }
}
