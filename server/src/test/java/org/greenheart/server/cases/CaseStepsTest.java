// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.greenheart.server.cases.CaseRig.Answer;
import org.greenheart.storage.registry.CaseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a case, over real HTTP. */
final class CaseStepsTest {
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

  private long givenOut(String kind) throws Exception {
    long id = rig.open(kind);
    rig.step(id, "accept", "");
    Answer given =
        rig.step(id, "give-out", "'lead':'East Street','coUnits':['Roads'],'task':'check'");
    assertThat(given.status()).as(given.body().toString()).isEqualTo(200);
    return id;
  }

  private void answerAll(long id) throws Exception {
    for (var piece : rig.registry.caseBook().piecesOf(id)) {
      if (piece.open()) {
        rig.post("/api/cases/%s/pieces/%s/answer".formatted(id, piece.id()), "{'answer':'done'}");
      }
    }
  }

  private long applied() throws Exception {
    long id = givenOut("campaign-complaint");
    rig.step(id, "investigate", "'finding':'true','summary':'it smells'");
    rig.step(id, "rectify", "'measures':'cover built'");
    answerAll(id);
    rig.step(id, "apply", "'opinion':'all done'");
    return id;
  }

  @Test
  void accepted_isNotAcceptedAgain() throws Exception {
    long id = rig.open("campaign-complaint");
    assertThat(rig.step(id, "accept", "").status()).isEqualTo(200);

    assertThat(rig.step(id, "accept", "").code()).isEqualTo("step-not-now");
    assertThat(rig.get("/api/cases/" + id).body().get("steps").findValuesAsText("step"))
        .contains("give-out")
        .doesNotContain("accept");
  }

  @Test
  void wholeWay_endsLookedBackWithEveryStepInTheHistory() throws Exception {
    long id = applied();
    rig.step(id, "verify", "'opinion':'seen on site'");
    rig.step(id, "publicise", "'media':'site','from':'2026-03-02','to':'2026-03-06'");
    assertThat(rig.step(id, "close", "").code()).isEqualTo("publicity-runs");
    rig.pass(Duration.ofDays(6));
    assertThat(rig.step(id, "close", "").text("/state")).isEqualTo("closed");
    rig.keeper.step();
    rig.pass(Duration.ofDays(31));
    rig.step(id, "look-back", "'day':30,'outcome':'kept','text':'still covered'");
    assertThat(rig.stage(id)).isEqualTo("closed");
    Answer last = rig.step(id, "look-back", "'day':90,'outcome':'kept','text':'still covered'");

    assertThat(last.text("/stage")).isEqualTo("looked-back");
    assertThat(last.body().get("timeline").findValuesAsText("what"))
        .containsExactly(
            "opened",
            "accept",
            "give-out",
            "investigate",
            "rectify",
            "piece-answered",
            "apply",
            "verify",
            "publicise",
            "close",
            "look-back",
            "look-back");
    assertThat(last.body().at("/timeline/3/details/became").asText()).isEqualTo("investigated");
  }

  @Test
  void stepNotAllowed_namesCaseStepAndStage() throws Exception {
    long id = rig.open("environment");

    Answer refused = rig.step(id, "verify", "'opinion':'fine'");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("step-not-now");
    assertThat(refused.text("/message")).contains("verify", "2026-0001", "received");
    assertThat(
            rig.step(id, "publicise", "'media':'a','from':'2026-03-02','to':'2026-03-03'").code())
        .isEqualTo("step-not-of-kind");
    assertThat(rig.step(id, "jump", "").code()).isEqualTo("step-unknown");
  }

  @Test
  void missingAndWrongNeeds_areNamed() throws Exception {
    long id = rig.open("environment");
    rig.step(id, "accept", "");

    assertThat(rig.step(id, "give-out", "'task':'check'").text("/field")).isEqualTo("lead");
    assertThat(rig.step(id, "give-out", "'lead':'a','task':'b','pay':'1'").code())
        .isEqualTo("need-unknown");
    assertThat(rig.step(id, "give-out", "'lead':'a','task':'b','due':'2026-03-01'").code())
        .isEqualTo("deadline-past");
    rig.step(id, "give-out", "'lead':'a','task':'b'");
    assertThat(rig.step(id, "investigate", "'finding':'maybe','summary':'x'").code())
        .isEqualTo("need-value");
    assertThat(rig.stage(id)).isEqualTo("given-out");
  }

  @Test
  void role_decidesWhatIsOfferedAndTaken() throws Exception {
    long id = rig.open("environment");

    Answer asStreet = rig.send("GET", "/api/cases/" + id, null, "Li:street-office");
    Answer asDuty = rig.send("GET", "/api/cases/" + id, null, "Wang:duty-officer");

    assertThat(asStreet.body().get("steps")).isEmpty();
    assertThat(asDuty.body().get("steps").findValuesAsText("step"))
        .contains("accept", "hand-over", "merge", "extend", "pause");
    Answer refused = rig.step(id, "accept", "", "Li:street-office");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("step-role");
  }

  @Test
  void openItemOrPiece_keepsFromApplying() throws Exception {
    long id = givenOut("environment");
    long item =
        rig.post("/api/cases/%s/items".formatted(id), "{'title':'Build a cover','owner':'Works'}")
            .body()
            .at("/items/0/id")
            .asLong();
    rig.step(id, "investigate", "'finding':'partly','summary':'it smells'");
    rig.step(id, "rectify", "'measures':'cover built'");

    assertThat(rig.step(id, "apply", "'opinion':'ok'").code()).isEqualTo("items-open");
    rig.post(
        "/api/cases/%s/items/%s/answer".formatted(id, item),
        "{'answer':'built','evidence':'photo 1'}");
    Answer pieces = rig.step(id, "apply", "'opinion':'ok'");
    assertThat(pieces.code()).isEqualTo("pieces-open");
    assertThat(pieces.text("/message")).contains("Roads");
    answerAll(id);
    assertThat(rig.step(id, "apply", "'opinion':'ok'").text("/stage")).isEqualTo("applied");
  }

  @Test
  void untrueFinding_hasNothingToRectify() throws Exception {
    long id = givenOut("campaign-complaint");
    rig.step(id, "investigate", "'finding':'untrue','summary':'nothing found'");
    answerAll(id);

    assertThat(rig.step(id, "apply", "'opinion':'nothing to do'").text("/stage"))
        .isEqualTo("applied");
  }

  @Test
  void returned_goesBackToItsHandlers() throws Exception {
    long id = applied();

    Answer back = rig.step(id, "return", "'reason':'no photo'");

    assertThat(back.text("/stage")).isEqualTo("given-out");
    assertThat(back.body().at("/pieces/0/answered").isNull()).isTrue();
    assertThat(back.body().at("/pieces/1/answered").isNull()).isFalse();
  }

  @Test
  void returned_tellsEachThatLeads() throws Exception {
    long id = givenOut("campaign-complaint");
    rig.step(id, "give-out", "'lead':'West Street','task':'check'");
    rig.step(id, "investigate", "'finding':'true','summary':'it smells'");
    rig.step(id, "rectify", "'measures':'cover built'");
    answerAll(id);
    rig.step(id, "apply", "'opinion':'all done'");

    assertThat(rig.step(id, "return", "'reason':'no photo'").text("/stage")).isEqualTo("given-out");

    assertThat(rig.registry.notices().unspread(100).getLast().addressees())
        .isEqualTo("unit:East Street\nunit:West Street");
  }

  @Test
  void staleVersion_isAnsweredWithBothStates() throws Exception {
    long id = rig.open("environment");
    String edit = "{\"version\":1,\"title\":\"%s\",\"fields\":{\"place\":\"Gate %s\"}}";
    rig.send("PUT", "/api/cases/" + id, edit.formatted("Smell", 1), "");

    Answer refused = rig.send("PUT", "/api/cases/" + id, edit.formatted("Noise", 2), "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("case-changed");
    assertThat(refused.text("/yours/title")).isEqualTo("Noise");
    assertThat(refused.text("/theirs/title")).isEqualTo("Smell");
    assertThat(refused.text("/theirs/version")).isEqualTo("2");
    assertThat(rig.post("/api/cases/%s/steps/accept".formatted(id), "{}").code())
        .isEqualTo("version-missing");
    assertThat(rig.registry.cases().timeline(id)).hasSize(2);
  }

  @Test
  void stepOnACaseThatTheDataClosedMeanwhile_isToldSo() throws Exception {
    long id = rig.open("environment");
    long seen = rig.registry.cases().find(id).orElseThrow().version();
    rig.registry.cases().close(id, new CaseEvent(rig.now, "watch", "closed", "{}"));

    Answer refused =
        rig.post("/api/cases/%s/steps/accept".formatted(id), "{'version':%s}".formatted(seen));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("case-closed-meanwhile");
    assertThat(refused.text("/theirs/state")).isEqualTo("closed");
    assertThat(rig.post("/api/cases/%s/steps/reopen".formatted(id), "{'version':1}").code())
        .isEqualTo("case-changed");
    assertThat(rig.registry.cases().timeline(id)).hasSize(2);
  }

  @Test
  void numbersAndDaysBeyondMeasure_areRefusedAndNothingIsLost() throws Exception {
    long id = rig.open("environment");
    rig.step(id, "accept", "");
    String items = "/api/cases/%s/items".formatted(id);

    assertThat(rig.step(id, "give-out", "'lead':'a','task':'b','due':'+999999999-12-31'").code())
        .isEqualTo("need-value");
    for (String wrong :
        List.of("'parts':99999999999", "'progress':-99999999999", "'due':'+12345-01-01'")) {
      assertThat(rig.post(items, "{'title':'x',%s}".formatted(wrong)).code())
          .as(wrong)
          .isEqualTo("field-value");
    }
    for (String wrong : List.of("'at the gate'", "['at the gate']", "{'place':['at the gate']}")) {
      String body = "{'version':2,'title':'Smell','fields':%s}".formatted(wrong).replace('\'', '"');
      assertThat(rig.send("PUT", "/api/cases/" + id, body, "").code())
          .as(wrong)
          .isEqualTo("field-value");
    }
    for (String wrong : List.of("7", "['7']", "[1e300]")) {
      assertThat(
              rig.post("/api/cases/%s/alarms".formatted(id), "{'alarms':%s}".formatted(wrong))
                  .code())
          .as(wrong)
          .isEqualTo("field-value");
    }
    assertThat(rig.registry.cases().timeline(id)).hasSize(2);
  }

  @Test
  void extension_isBoundAndRecorded() throws Exception {
    long id = rig.open("petition");

    assertThat(rig.step(id, "extend", "'until':'2026-02-01','reason':'hard'").code())
        .isEqualTo("deadline-past");
    assertThat(rig.step(id, "extend", "'until':'2026-04-01','reason':'hard'").code())
        .isEqualTo("deadline-earlier");
    assertThat(rig.step(id, "extend", "'until':'2026-06-01','reason':'hard'").code())
        .isEqualTo("extension-limit");
    Answer moved = rig.step(id, "extend", "'until':'2026-05-31','reason':'hard'");
    assertThat(moved.text("/clock/due")).isEqualTo("2026-05-31T16:00:00Z");
    assertThat(rig.step(id, "extend", "'until':'2026-06-05','reason':'hard'").status())
        .isEqualTo(400);
  }

  @Test
  void pause_movesTheLimitsByTheDaysThatItLasted() throws Exception {
    long id = rig.open("safety-inspection");
    rig.step(id, "give-out", "'lead':'a','task':'b','due':'2026-03-06'");
    rig.step(id, "pause", "'reason':'expert opinion'");
    assertThat(rig.step(id, "investigate", "'finding':'true','summary':'x'").code())
        .isEqualTo("case-paused");
    rig.pass(Duration.ofDays(7));

    Answer resumed = rig.step(id, "resume", "");

    // Five working days: Friday the 6th becomes Friday the 13th.
    assertThat(resumed.text("/clock/stageDue")).isEqualTo("2026-03-13T16:00:00Z");
    assertThat(resumed.body().at("/clock/paused").isNull()).isTrue();
  }

  @Test
  void pausedCase_isNotMovedOn_soThatItsLimitKeepsTheDays() throws Exception {
    long received = rig.open("petition");
    rig.step(received, "pause", "'reason':'expert opinion'");
    long applied = applied();
    rig.step(applied, "pause", "'reason':'expert opinion'");

    assertThat(rig.step(received, "hand-over", "'body':'Water office','reason':'theirs'").code())
        .isEqualTo("case-paused");
    assertThat(rig.step(applied, "return", "'reason':'no photo'").code()).isEqualTo("case-paused");
  }

  @Test
  void merged_goesOnInTheOther() throws Exception {
    long one = rig.open("campaign-complaint");
    long two = rig.open("campaign-complaint");

    assertThat(rig.step(two, "merge", "'into':'2026-0002','reason':'twice'").code())
        .isEqualTo("merge-into");
    Answer merged = rig.step(two, "merge", "'into':'2026-0001','reason':'twice'");

    assertThat(merged.text("/stage")).isEqualTo("merged");
    assertThat(merged.body().get("mergedInto").asLong()).isEqualTo(one);
    assertThat(rig.get("/api/cases/" + one).body().get("timeline").findValuesAsText("what"))
        .contains("merged-from");
  }

  @Test
  void outOfScope_isHandedOverAndFollowedUntilAnswered() throws Exception {
    long id = rig.open("campaign-complaint");

    Answer handed = rig.step(id, "hand-over", "'body':'Housing','reason':'not ecology'");

    assertThat(handed.text("/state")).isEqualTo("open");
    assertThat(handed.text("/clock/stageDue")).isEqualTo("2026-03-23T16:00:00Z");
    Answer answered = rig.step(id, "answer", "'answer':'repaired'");
    assertThat(answered.text("/state")).isEqualTo("closed");
    assertThat(answered.text("/body")).isEqualTo("Housing");
  }

  @Test
  void falseRectification_isRecordedWithWhoSigned() throws Exception {
    long id = applied();
    rig.step(id, "verify", "'opinion':'fine'", "Zhao:inspector");
    rig.step(id, "publicise", "'media':'site','from':'2026-02-20','to':'2026-03-01'");
    rig.step(id, "close", "", "Qian:leader");
    rig.keeper.step();
    Answer back = rig.step(id, "look-back", "'day':30,'outcome':'false','text':'cover is paint'");

    assertThat(back.body().at("/lookBacks/0/details/signed").findValuesAsText("who"))
        .contains("Zhao", "Qian");
    Answer again = rig.step(id, "reopen", "'reason':'false'");
    assertThat(again.text("/state")).isEqualTo("open");
    assertThat(again.body().get("closed").isNull()).isTrue();
  }

  @Test
  void ownKind_isUsedWithoutCode_andABrokenOneIsRefused() throws Exception {
    String kind =
        """
        {'code':'noise','name':{'zh':'噪声','en':'Noise'},
         'steps':[{'step':'accept','roles':['duty-officer']},{'step':'close','roles':['leader']}],
         'basis':'of the town'}\
        """;
    assertThat(rig.post("/api/case-kinds", kind).status()).isEqualTo(201);
    assertThat(rig.post("/api/case-kinds", kind.replace("leader", "king")).code())
        .isEqualTo("kind-role-unknown");
    long id = rig.open("noise");
    rig.step(id, "accept", "");

    assertThat(rig.step(id, "close", "").text("/state")).isEqualTo("closed");
    assertThat(rig.get("/api/case-kinds").body().findValuesAsText("code")).contains("noise");
  }

  @Test
  void list_isFilteredByKindStageUnitAndWords() throws Exception {
    long given = givenOut("environment");
    rig.open("petition");

    for (String query : List.of("kind=environment", "stage=given-out", "unit=Roads", "q=0001")) {
      Answer listed = rig.get("/api/cases?" + query);
      assertThat(listed.body()).as(query).hasSize(1);
      assertThat(listed.body().get(0).get("id").asLong()).isEqualTo(given);
    }
    assertThat(rig.get("/api/cases?stage=lost").code()).isEqualTo("stage-unknown");
  }
}
