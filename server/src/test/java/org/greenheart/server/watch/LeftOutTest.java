// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules over many points say which Datastreams they leave out for their unit. */
final class LeftOutTest {
  @TempDir private Path folder;
  private HourRig rig;

  @BeforeEach
  void open() {
    rig = new HourRig(folder, new MemoryTelemetry());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Rule ruleIn(String code, String unit) {
    return new Rule(
        code,
        0,
        "above-limit",
        code,
        code,
        Severity.WARNING,
        null,
        "{\"interval\":\"hour\",\"code\":\"a21026\",\"limit\":\"35\",\"unit\":\"%s\"}"
            .formatted(unit),
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "permit",
        true,
        "operator",
        HourRig.T0);
  }

  @Test
  void ruleForAnotherUnit_isToldWithPointAndUnits() {
    rig.registry().rules().record(ruleIn("so2-ppm", "ppm"));
    rig.hours(0, "40");
    rig.judge();

    List<LeftOut> leftOut = rig.watch().leftOut();

    assertThat(leftOut).hasSize(1);
    LeftOut only = leftOut.getFirst();
    assertThat(only.rule()).isEqualTo("so2-ppm");
    assertThat(only.code()).isEqualTo("a21026");
    assertThat(only.asked()).isEqualTo("ppm");
    assertThat(only.has()).isEqualTo("mg/m3");
    assertThat(rig.alarms()).isEmpty();
  }

  @Test
  void ruleOfTheSameKindForTheUnit_leavesNothingOut() {
    rig.registry().rules().record(ruleIn("so2-ppm", "ppm"));
    rig.registry().rules().record(ruleIn("so2-mass", "mg/m³"));
    rig.hours(0, "20");
    rig.judge();

    assertThat(rig.watch().leftOut()).isEmpty();
  }

  @Test
  void dryRun_saysWhatItLeavesOut() {
    rig.hours(0, "40");

    Rehearsal.Outcome outcome =
        new Rehearsal(rig.telemetry(), rig.registry(), () -> PointLimits.NONE)
            .run(ruleIn("so2-ppm", "ppm"), HourRig.at(0), HourRig.at(2));

    assertThat(outcome.alarms()).isZero();
    assertThat(outcome.leftOut()).extracting(LeftOut::has).containsExactly("mg/m3");
  }
}
