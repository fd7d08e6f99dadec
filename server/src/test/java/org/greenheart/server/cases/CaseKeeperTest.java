// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Applies;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaseKeeperTest {
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

  private List<String> history(long id) {
    return rig.registry.cases().timeline(id).stream().map(CaseEvent::what).toList();
  }

  @Test
  void limit_isWarnedTellsAndEscalatesOnceEach_alsoAfterARestart() throws Exception {
    long id = rig.open("campaign-complaint");
    rig.step(id, "accept", "");
    rig.step(id, "give-out", "'lead':'a','task':'b'"); // ten days, warned three before
    rig.keeper.step();
    rig.pass(Duration.ofDays(8));
    rig.keeper.step();
    rig.keeper.step();
    assertThat(history(id)).containsOnlyOnce("warned").doesNotContain("overdue");
    rig.pass(Duration.ofDays(3));
    rig.keeper.step();
    new CaseKeeper(rig.registry, new CaseDesk(new CaseKinds()), new ClockStopped(), rig.clock)
        .step();
    assertThat(history(id)).containsOnlyOnce("overdue").doesNotContain("escalated");
    rig.pass(Duration.ofDays(2));
    rig.keeper.step();
    rig.keeper.step();

    assertThat(history(id)).containsOnlyOnce("warned", "overdue", "escalated");
    assertThat(rig.get("/api/cases/" + id).text("/clock/colour")).isEqualTo("red");
  }

  @Test
  void longStop_isToldOnceAsWhatItIsNow() throws Exception {
    long id = rig.open("campaign-complaint");
    rig.pass(Duration.ofDays(30));
    rig.keeper.step();

    assertThat(history(id)).containsExactly("opened", "escalated");
  }

  @Test
  void pausedCase_isToldNothing() throws Exception {
    long id = rig.open("campaign-complaint");
    rig.step(id, "pause", "'reason':'expert opinion'");
    rig.pass(Duration.ofDays(30));
    rig.keeper.step();

    assertThat(history(id)).containsExactly("opened", "pause");
  }

  private Alarm alarm(Rule rule, Instant start) {
    return rig.registry
        .alarms()
        .raise(
            new NewAlarm(
                rule,
                rig.thing,
                "a21026",
                start,
                start.plusSeconds(60),
                null,
                null,
                "mg/m3",
                false));
  }

  private Rule rule(String code, String kind) {
    return rig.registry
        .rules()
        .record(
            new Rule(
                code,
                0,
                kind,
                code,
                code,
                Severity.DANGER,
                "{}",
                Duration.ZERO,
                Duration.ZERO,
                false,
                "{\"kind\":\"below-limit\",\"count\":3}",
                "basis",
                true,
                "test",
                rig.now,
                new Applies(Scope.point(rig.thing), null, Instant.EPOCH)));
  }

  @Test
  void caseOfAnAlarm_isWoundUpAndLookedBackAtByTheData() throws Exception {
    Rule rule = rule("so2", "above-limit");
    CaseFile file = rig.registry.cases().open(alarm(rule, rig.now), "SO2", "watch");
    rig.keeper.step();
    assertThat(rig.registry.cases().find(file.id()).orElseThrow().clock().next()).isNotNull();

    rig.registry.cases().close(file.id(), new CaseEvent(rig.now, "watch", "closed", "{}"));
    rig.keeper.step();
    assertThat(rig.registry.caseBook().lookBacksOf(file.id())).hasSize(2);
    rig.pass(Duration.ofDays(10));
    alarm(rule, rig.now);
    rig.pass(Duration.ofDays(21));
    rig.keeper.step();
    rig.keeper.step();

    var looks = rig.registry.caseBook().lookBacksOf(file.id());
    assertThat(looks.getFirst().outcome()).isEqualTo("rebound");
    assertThat(looks.getLast().outcome()).isNull();
    assertThat(history(file.id())).containsOnlyOnce("look-back");
  }

  @Test
  void dataThatLookMade_makeTheLookBackDoubtful() throws Exception {
    CaseFile file =
        rig.registry.cases().open(alarm(rule("so2", "above-limit"), rig.now), "SO2", "watch");
    rig.registry.cases().close(file.id(), new CaseEvent(rig.now, "watch", "closed", "{}"));
    rig.keeper.step();
    rig.pass(Duration.ofDays(10));
    alarm(rule("flat", "constant"), rig.now);
    rig.pass(Duration.ofDays(21));
    rig.keeper.step();

    assertThat(rig.registry.caseBook().lookBacksOf(file.id()).getFirst().outcome())
        .isEqualTo("doubtful");
  }

  @Test
  void closingAgainstTheProof_needsAReasonAndASecondPerson() throws Exception {
    Rule rule = rule("so2", "above-limit");
    CaseFile file = rig.registry.cases().open(alarm(rule, rig.now), "SO2", "watch");
    long id = file.id();
    rig.step(id, "give-out", "'lead':'a','task':'b'");
    rig.step(id, "investigate", "'finding':'true','summary':'x'");
    rig.step(id, "rectify", "'measures':'filter changed'");
    rig.step(id, "apply", "'opinion':'ok'");
    rig.step(id, "verify", "'opinion':'ok'");

    assertThat(rig.step(id, "close", "").code()).isEqualTo("proof-missing");
    assertThat(rig.step(id, "confirm-closing", "'opinion':'yes'").code()).isEqualTo("step-not-now");
    assertThat(rig.step(id, "ask-closing", "", "A:leader").code()).isEqualTo("need-missing");
    rig.step(id, "ask-closing", "'reason':'source is gone'", "A:leader");
    assertThat(rig.step(id, "confirm-closing", "'opinion':'yes'", "A:leader").code())
        .isEqualTo("second-person");
    assertThat(rig.step(id, "confirm-closing", "'opinion':'yes'", "B:leader").text("/stage"))
        .isEqualTo("closed");
  }

  @Test
  void complaintTiedToARule_isClosedOnItsWayOnceTheDataProveIt() throws Exception {
    var _ = rule("so2", "above-limit");
    long id = rig.open("petition");
    String tie = "{'version':1,'thing':%s,'rule':'so2','code':'a21026'}".formatted(rig.thing);
    assertThat(rig.post("/api/cases/%s/tie".formatted(id), tie.replace("'so2'", "'none'")).code())
        .isEqualTo("rule-unknown");
    assertThat(rig.post("/api/cases/%s/tie".formatted(id), tie).text("/criterion/required/kind"))
        .isEqualTo("below-limit");
    rig.step(id, "accept", "");
    rig.step(id, "give-out", "'lead':'a','task':'b'");
    rig.step(id, "investigate", "'finding':'true','summary':'x'");
    rig.step(id, "rectify", "'measures':'filter changed'");
    assertThat(rig.step(id, "close", "").code()).isEqualTo("proof-missing");
    rig.registry
        .cases()
        .progress(id, "{\"done\":3,\"needed\":3,\"fulfilledAt\":\"2026-03-02T00:00:00Z\"}", null);

    assertThat(rig.step(id, "close", "").text("/state")).isEqualTo("closed");
    rig.step(id, "reopen", "'reason':'again'");
    assertThat(rig.registry.cases().find(id).orElseThrow().progress()).isNull();
  }

  /** Is never asked. */
  private static final class ClockStopped implements Pause {
    @Override
    public boolean until(Instant moment) {
      return false;
    }

    @Override
    public void close() {}
  }
}
