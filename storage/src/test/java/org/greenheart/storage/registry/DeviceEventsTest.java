// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceEventsTest extends RegistryTest {
  private DeviceEvent event(long device, String command, long arrival) {
    return new DeviceEvent(
        0,
        device,
        command,
        NOW.minusSeconds(60),
        NOW,
        arrival,
        "{\"RestartTime\":\"20260101080000\"}");
  }

  private long device(String deviceId) {
    return registry.devices().knock("hj212", deviceId, Optional.empty(), NOW).number();
  }

  @Test
  void record_events_areReadNewestFirst() {
    long device = device(MN);
    long other = device("OTHER");

    registry
        .deviceEvents()
        .record(
            List.of(event(device, "2081", 7), event(other, "3020", 8), event(device, "3019", 9)));

    assertThat(registry.deviceEvents().of(device, Long.MAX_VALUE, 10))
        .extracting(DeviceEvent::command)
        .containsExactly("3019", "2081");
    List<DeviceEvent> newest = registry.deviceEvents().newest(Long.MAX_VALUE, 1);
    assertThat(newest).extracting(DeviceEvent::arrival).containsExactly(9L);
    assertThat(registry.deviceEvents().newest(newest.getFirst().number(), 10))
        .extracting(DeviceEvent::arrival)
        .containsExactly(8L, 7L);
    DeviceEvent first =
        registry.deviceEvents().of(device, newest.getFirst().number(), 1).getFirst();
    assertThat(first)
        .usingRecursiveComparison()
        .ignoringFields("number")
        .isEqualTo(event(device, "2081", 7));
  }

  @Test
  void record_sameArrivalAgain_changesNothing() {
    long device = device(MN);
    registry.deviceEvents().record(List.of(event(device, "2081", 7)));

    registry.deviceEvents().record(List.of(event(device, "2081", 7), event(device, "2081", 8)));

    assertThat(registry.deviceEvents().of(device, Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void record_nothing_isAllowed() {
    registry.deviceEvents().record(List.of());

    assertThat(registry.deviceEvents().newest(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void keptFrames_expectedGivenUpAndDone() {
    long device = device(MN);
    long other = device("OTHER");
    KeptFrames keptFrames = registry.keptFrames();

    keptFrames.expect(device, 3);
    keptFrames.expect(other, 3);
    keptFrames.giveUp(device, 12);
    keptFrames.expect(device, 0);
    assertThat(keptFrames.all()).isEqualTo(Map.of(device, 12L, other, 3L));

    keptFrames.done(device);
    keptFrames.giveUp(device, 20);
    assertThat(keptFrames.all()).isEqualTo(Map.of(other, 3L));
  }
}
