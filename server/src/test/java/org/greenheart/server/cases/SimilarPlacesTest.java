// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.greenheart.server.cases.CaseRig.Answer;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Applies;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimilarPlacesTest {
  @TempDir private Path folder;
  private CaseRig rig;

  @BeforeEach
  void start() {
    rig = new CaseRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private long point(String name, long area) {
    long thing =
        rig.registry.devices().register("hj212", name, Acceptance.named(name), rig.now).thing();
    rig.registry.places().points().put(new PointPlace(thing, area, 0, 0, 0));
    return thing;
  }

  private long alarm(String code, long thing) {
    Rule rule =
        rig.registry
            .rules()
            .record(
                new Rule(
                    code,
                    0,
                    "above-limit",
                    code,
                    code,
                    Severity.DANGER,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "basis",
                    true,
                    "test",
                    rig.now,
                    new Applies(Scope.ALL, null, Instant.EPOCH)));
    return rig.registry
        .alarms()
        .raise(new NewAlarm(rule, thing, "a21026", rig.now, null, null, null, "mg/m3", false))
        .id();
  }

  @Test
  void pointsWithTheSameConditionAndInTheSameArea_areFoundAndChecked() throws Exception {
    long area =
        rig.registry
            .places()
            .areas()
            .put(new Area(0, "990001", "East", null, Area.Level.COUNTY, 0))
            .row()
            .id();
    long own = point("Own", area);
    long same = point("Same rule", 0);
    long near = point("Neighbour", area);
    long other = point("Other", 0);
    long first = alarm("so2", own);
    alarm("so2-of-others", same);
    CaseFile file =
        rig.registry.cases().open(rig.registry.alarms().find(first).orElseThrow(), "SO2", "x");

    Answer found = rig.get("/api/cases/%s/similar".formatted(file.id()));

    assertThat(found.body().findValuesAsText("name")).containsExactly("Same rule", "Neighbour");
    assertThat(found.text("/0/because/0")).isEqualTo("rule");
    assertThat(found.text("/0/now")).isEqualTo("true");
    assertThat(found.text("/1/because/0")).isEqualTo("area");
    assertThat(found.body().findValuesAsText("thing")).doesNotContain(Long.toString(other));

    String both = "{'things':[%s,%s]}".formatted(same, near);
    String path = "/api/cases/%s/similar".formatted(file.id());
    assertThat(rig.post(path, both).status()).isEqualTo(201);
    rig.post(path, both);
    assertThat(rig.registry.cases().open()).hasSize(3);
    assertThat(rig.get("/api/cases/" + file.id()).body().get("beside")).hasSize(2);
    assertThat(rig.post(path, "{'things':[999]}").code()).isEqualTo("point-not-found");
  }
}
