// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DevicesTest extends RegistryTest {
  private Device knock() {
    return registry.devices().knock("hj212", MN, Optional.of("31"), NOW);
  }

  @Test
  void knock_unknown_isPendingWithThingOfSameStatus() {
    Device device = knock();

    assertThat(device.status()).isEqualTo(DeviceStatus.PENDING);
    assertThat(device.systemType()).isEqualTo("31");
    assertThat(device.crcPolicy()).isEqualTo(CrcPolicy.TOLERATE_KNOWN);
    assertThat(device.answerPolicy()).isEqualTo(AnswerPolicy.BY_FLAG);
    assertThat(device.passwordPolicy()).isEqualTo(PasswordPolicy.TOLERANT);
    assertThat(device.firstSeen()).isEqualTo(NOW);
    Thing thing = registry.catalogue().thing(device.thing()).orElseThrow();
    assertThat(thing.status()).isEqualTo(DeviceStatus.PENDING);
    assertThat(thing.deviceId()).isEqualTo(MN);
    assertThat(thing.protocol()).isEqualTo("hj212");
    assertThat(thing.systemType()).isEqualTo("31");
  }

  @Test
  void knock_again_changesNothing() {
    Device first = knock();

    Device again = registry.devices().knock("hj212", MN, Optional.of("32"), NOW.plusSeconds(60));

    assertThat(again).isEqualTo(first);
    assertThat(registry.devices().list()).containsExactly(first);
  }

  @Test
  void knock_sameIdInOtherProtocol_isAnotherDevice() {
    Device first = knock();

    Device other = registry.devices().knock("sl651", MN, Optional.empty(), NOW);

    assertThat(other.number()).isNotEqualTo(first.number());
    assertThat(registry.devices().find("sl651", MN)).contains(other);
  }

  @Test
  void knock_blankOrLongId_isRefused() {
    assertThatThrownBy(() -> registry.devices().knock("hj212", " ", Optional.empty(), NOW))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("device-id-blank"));
    assertThatThrownBy(
            () -> registry.devices().knock("hj212", "9".repeat(129), Optional.empty(), NOW))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("device-id-long"));
  }

  @Test
  void accept_pending_keepsItsThingAndNamesIt() {
    Device pending = knock();

    Device device =
        registry
            .devices()
            .accept(pending.number(), Acceptance.named("Works outlet").withPassword("123456"));

    assertThat(device.accepted()).isTrue();
    assertThat(device.thing()).isEqualTo(pending.thing());
    assertThat(device.password()).isEqualTo("123456");
    Thing thing = registry.catalogue().thing(device.thing()).orElseThrow();
    assertThat(thing.name()).isEqualTo("Works outlet");
    assertThat(thing.status()).isEqualTo(DeviceStatus.ACCEPTED);
    assertThat(registry.catalogue().featureAt(thing.id(), NOW).orElseThrow().feature()).isNull();
  }

  @Test
  void accept_again_keepsPasswordNameAndThing() {
    Device device = accepted(MN);
    registry.devices().learnPassword(device.number(), "654321");

    Device again = registry.devices().accept(device.number(), Acceptance.PLAIN);

    assertThat(again.password()).isEqualTo("654321");
    assertThat(again.thing()).isEqualTo(device.thing());
    assertThat(registry.catalogue().thing(again.thing()).orElseThrow().name())
        .isEqualTo("Works outlet");
  }

  @Test
  void accept_unknownNumber_isNotFound() {
    assertThatThrownBy(() -> registry.devices().accept(7, Acceptance.PLAIN))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.NOT_FOUND))
        .hasMessage("device (7) does not exist");
  }

  @Test
  void reject_pending_takesItsThingBack() {
    Device pending = knock();

    Device rejected = registry.devices().reject(pending.number());

    assertThat(rejected.status()).isEqualTo(DeviceStatus.REJECTED);
    assertThat(rejected.thing()).isZero();
    assertThat(registry.catalogue().things()).isEmpty();
    assertThat(registry.catalogue().feature(1)).isEmpty();
  }

  @Test
  void reject_acceptedWithData_keepsItsThing() {
    Device device = accepted(MN);
    registry.catalogue().ensure(nmhc(device.thing(), Interval.HOUR));

    Device rejected = registry.devices().reject(device.number());

    assertThat(rejected.thing()).isEqualTo(device.thing());
    assertThat(registry.catalogue().thing(device.thing()).orElseThrow().status())
        .isEqualTo(DeviceStatus.REJECTED);
  }

  @Test
  void accept_rejected_makesThingAgain() {
    Device rejected = registry.devices().reject(knock().number());

    Device device = registry.devices().accept(rejected.number(), Acceptance.PLAIN);

    assertThat(registry.catalogue().thing(device.thing()).orElseThrow().name()).isEqualTo(MN);
    assertThat(registry.catalogue().featureAt(device.thing(), NOW)).isPresent();
  }

  @Test
  void setPolicies_stays() {
    Device device = accepted(MN);

    registry
        .devices()
        .setPolicies(device.number(), CrcPolicy.OFF, AnswerPolicy.ALWAYS, PasswordPolicy.STRICT);

    reopen();
    Device read = registry.devices().byNumber(device.number()).orElseThrow();
    assertThat(read.crcPolicy()).isEqualTo(CrcPolicy.OFF);
    assertThat(read.answerPolicy()).isEqualTo(AnswerPolicy.ALWAYS);
    assertThat(read.passwordPolicy()).isEqualTo(PasswordPolicy.STRICT);
  }

  @Test
  void version_risesWithEachChangeOnceCommitted() {
    long before = registry.devices().version();
    knock();
    long afterKnock = registry.devices().version();
    assertThat(afterKnock).isGreaterThan(before);

    knock();

    assertThat(registry.devices().version()).isEqualTo(afterKnock);
  }

  @Test
  void version_undoneChange_doesNotRise() {
    Device device = knock();
    long before = registry.devices().version();

    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      tables.devices().accept(device.number(), Acceptance.PLAIN);
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    assertThat(registry.devices().version()).isEqualTo(before);
    assertThat(registry.devices().byNumber(device.number())).contains(device);
  }

  @Test
  void contacts_olderThanKnown_doNotOverwrite() {
    Device device = knock();
    DeviceContact newer = new DeviceContact(device.number(), NOW, "192.0.2.7:4000");
    Instant earlier = NOW.minusSeconds(60);

    registry.devices().contacts(List.of(newer));
    registry
        .devices()
        .contacts(List.of(new DeviceContact(device.number(), earlier, "192.0.2.8:4000")));

    assertThat(registry.devices().contacts()).containsExactly(newer);
  }

  @Test
  void toString_doesNotTellPassword() {
    Device device = registry.devices().learnPassword(accepted(MN).number(), "secret");

    assertThat(device.toString()).doesNotContain("secret").contains(MN);
  }
}
