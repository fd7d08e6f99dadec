// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.DeviceDesk;
import org.greenheart.server.api.FrameTally;
import org.greenheart.server.api.IntakeFigures;
import org.greenheart.server.intake.FrameCount;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.intake.IntakeHealth;
import org.greenheart.server.intake.KnockedDevice;
import org.greenheart.server.meters.MeterDesk;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;

/** What the console asks of the intake, and of the meters. Thread-safe. */
final class IntakeDesk implements DeviceDesk {
  private static final String HJ212 = "hj212";

  private final Intake intake;
  private final MeterDesk meters;
  private final Registry registry;

  IntakeDesk(Intake intake, MeterDesk meters, Registry registry) {
    this.intake = intake;
    this.meters = meters;
    this.registry = registry;
  }

  @Override
  public Optional<Sighting> sighting(Device device) {
    return device.protocol().equals(HJ212) ? ofIntake(device) : ofMeter(device);
  }

  private Optional<Sighting> ofMeter(Device device) {
    return meters
        .lastContact(device)
        .map(
            contact ->
                new Sighting(
                    meters.isConnected(device),
                    contact.heard(),
                    contact.address(),
                    null,
                    List.of(),
                    List.of()));
  }

  private boolean isMeter(long number) {
    return registry
        .devices()
        .byNumber(number)
        .filter(device -> !device.protocol().equals(HJ212))
        .isPresent();
  }

  private Optional<Sighting> ofIntake(Device device) {
    Optional<DeviceContact> contact = intake.lastContact(device.deviceId());
    Optional<KnockedDevice> knock =
        device.status() == DeviceStatus.PENDING
            ? intake.knocked().find(device.number())
            : Optional.empty();
    if (contact.isEmpty() && knock.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sighting(
            intake.isConnected(device.deviceId()),
            contact
                .map(DeviceContact::heard)
                .orElseGet(() -> knock.map(KnockedDevice::last).orElse(null)),
            contact
                .map(DeviceContact::address)
                .orElseGet(() -> knock.map(KnockedDevice::source).orElse(null)),
            knock.map(waiting -> (long) waiting.frames()).orElse(null),
            tallies(intake.refused(device.deviceId())),
            tallies(intake.deviations(device.deviceId()))));
  }

  @Override
  public Device accept(long number, Acceptance acceptance) {
    return isMeter(number)
        ? registry.devices().accept(number, acceptance)
        : intake.knocked().accept(number, acceptance);
  }

  @Override
  public Device reject(long number) {
    return isMeter(number) ? registry.devices().reject(number) : intake.knocked().reject(number);
  }

  private static List<FrameTally> tallies(List<FrameCount> counts) {
    return counts.stream()
        .map(
            count ->
                new FrameTally(
                    count.code(),
                    count.count(),
                    count.last(),
                    count.source().replaceFirst("^hj212:", ""),
                    count.deviceId()))
        .toList();
  }

  IntakeFigures figures() {
    IntakeHealth health = intake.health();
    return new IntakeFigures(
        intake.kept(), health.connections(), health.port(), tallies(intake.refused()));
  }
}
