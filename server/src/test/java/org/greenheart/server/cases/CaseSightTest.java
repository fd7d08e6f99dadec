// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.cases.CaseRig.Answer;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Applies;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hangs on a case is shown as far as its reader sees; several alarms are one case. */
final class CaseSightTest {
  @TempDir private Path folder;
  private CaseRig rig;
  private long east;
  private long ours;
  private long theirs;

  @BeforeEach
  void start() {
    rig = new CaseRig(folder);
    east = area("990101");
    ours = point("Near", east);
    theirs = point("Far", area("990102"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Account account(String login, String role, String unit, Reach reach) {
    return rig.registry
        .accounts()
        .add(Account.named(login, login, Set.of(role), reach, rig.now).of(unit));
  }

  @Test
  void givenToAnAccount_isKeptAsOne_andTheirUnitsAreOffered() throws Exception {
    Account li = account("li.near", "inspector", "", Reach.of(Set.of(), Set.of(east), Set.of()));
    Account far = account("far", "street", "Far Street", Reach.of(Set.of(), Set.of(), Set.of()));
    long id =
        rig.post("/api/cases", "{'kind':'environment','title':'x','area':%s}".formatted(east)).id();
    rig.step(id, "accept", "");

    Answer offered = rig.get("/api/cases/%s/handlers".formatted(id));
    assertThat(offered.body().findValuesAsText("name")).containsExactly("Far Street", "li.near");
    assertThat(rig.get("/api/cases/%s/handlers?q=near".formatted(id)).body()).hasSize(1);

    String give = "'lead':{'account':%s},'coUnits':['Far Street'],'task':'look'";
    assertThat(rig.step(id, "give-out", give.formatted(far.id())).code())
        .isEqualTo("handler-unseen");
    assertThat(rig.step(id, "give-out", "'lead':{'person':'x'},'task':'look'").code())
        .isEqualTo("need-value");
    Answer given = rig.step(id, "give-out", give.formatted(li.id()));

    assertThat(given.text("/lead")).isEqualTo("li.near");
    assertThat(given.body().get("pieces").findValuesAsText("account"))
        .containsExactly(Long.toString(li.id()), "0");
    assertThat(rig.registry.reaches().casesOf("", li.id())).containsExactly(id);
    assertThat(rig.registry.reaches().casesOf("Far Street", 0)).containsExactly(id);
    // A unit that bears the person's name is somebody else.
    assertThat(rig.registry.reaches().casesOf("li.near", 0)).isEmpty();
    assertThat(rig.get("/api/cases?unit=li.near").body()).isEmpty();
    assertThat(rig.get("/api/cases?unit=Far%20Street").body()).hasSize(1);
    assertThat(rig.registry.notices().unspread(100).getLast().addressees())
        .isEqualTo("account:%s\nunit:Far Street".formatted(li.id()));
  }

  @Test
  void caseOfARule_hasItsTitleInBothLanguages_untilSomebodyWritesAnother() throws Exception {
    Answer opened = rig.post("/api/alarms/%s/case".formatted(alarm(ours)), "{}");
    assertThat(opened.text("/title")).isEqualTo("Near：二氧化硫超标");
    assertThat(opened.text("/titleEn")).isEqualTo("Near: SO2 above limit");
    assertThat(rig.get("/api/cases?q=above").body().get(0).path("titleEn").asText())
        .isEqualTo("Near: SO2 above limit");
    assertThat(rig.get("/api/lists/problems").body().get(0).path("titleEn").asText())
        .isEqualTo("Near: SO2 above limit");

    String file = "/api/cases/" + opened.id();
    long seen = opened.body().get("version").asLong();
    String same = "{'version':%s,'title':'Near：二氧化硫超标','description':'at night'}".formatted(seen);
    assertThat(rig.send("PUT", file, same.replace('\'', '"'), "").text("/titleEn"))
        .isEqualTo("Near: SO2 above limit");
    String other = "{'version':%s,'title':'夜间排放'}".formatted(seen + 1).replace('\'', '"');
    assertThat(rig.send("PUT", file, other, "").body().get("titleEn").isNull()).isTrue();
    String both =
        "{'version':%s,'title':'夜间排放','titleEn':'At night'}".formatted(seen + 2).replace('\'', '"');
    assertThat(rig.send("PUT", file, both, "").text("/titleEn")).isEqualTo("At night");
  }

  private long area(String code) {
    return rig.registry
        .places()
        .areas()
        .put(new Area(0, code, code, null, Area.Level.COUNTY, 0))
        .row()
        .id();
  }

  private long point(String name, long area) {
    long thing =
        rig.registry.devices().register("hj212", name, Acceptance.named(name), rig.now).thing();
    rig.registry.places().points().put(new PointPlace(thing, area, 0, 0, 0));
    return thing;
  }

  private long alarm(long thing) {
    Rule rule =
        rig.registry
            .rules()
            .record(
                new Rule(
                    "so2",
                    0,
                    "above-limit",
                    "二氧化硫超标",
                    "SO2 above limit",
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

  private long caseAt(long thing) throws Exception {
    return rig.post(
            "/api/cases", "{'kind':'environment','title':'Smell','thing':%s}".formatted(thing))
        .id();
  }

  private Answer asEast(String method, String path, String body) throws Exception {
    return rig.send(method, path, body.replace('\'', '"'), "Li:inspector:" + east);
  }

  @Test
  void severalAlarms_areOneCase_andNoAlarmIsInTwo() throws Exception {
    String file = "/api/cases/" + caseAt(ours);
    String alarms = "{'alarms':[%s,%s]}".formatted(alarm(ours), alarm(theirs));

    Answer joined = rig.post(file + "/alarms", alarms);

    assertThat(joined.body().path("alarms")).hasSize(2);
    assertThat(rig.post(file + "/alarms", alarms).body().path("alarms")).hasSize(2);
    assertThat(rig.post("/api/cases/%s/alarms".formatted(caseAt(ours)), alarms).status())
        .isEqualTo(409);
  }

  @Test
  void anothersAlarmAndPoint_areNeitherShownNorTaken() throws Exception {
    String file = "/api/cases/" + caseAt(ours);
    String alarms = "{'alarms':[%s]}".formatted(alarm(theirs));

    assertThat(asEast("POST", file + "/alarms", alarms).status()).isEqualTo(404);
    assertThat(asEast("POST", file + "/tie", "{'version':1,'thing':%s}".formatted(theirs)).code())
        .isEqualTo("point-not-found");
    assertThat(rig.post(file + "/alarms", alarms).body().path("alarms")).hasSize(1);
    assertThat(asEast("GET", file, "").body().path("alarms")).isEmpty();
  }

  @Test
  void caseThatNoPointMeasures_isSeenWhereItLies() throws Exception {
    long id =
        rig.post("/api/cases", "{'kind':'petition','title':'Smell','area':%s}".formatted(east))
            .id();
    CaseFile file = rig.registry.cases().find(id).orElseThrow();

    assertThat(sight(east).sees(file)).isTrue();
    assertThat(sight(east + 1).sees(file)).isFalse();
    assertThat(asEast("PUT", "/api/cases/" + id, moved(east + 1)).code())
        .isEqualTo("area-not-found");
    assertThat(asEast("PUT", "/api/cases/" + id, moved(east)).status()).isEqualTo(200);
  }

  private static String moved(long area) {
    return "{'version':1,'title':'Smell at night','area':%s}".formatted(area);
  }

  private Sight sight(long area) {
    return Sight.of(Reach.of(Set.of(), Set.of(area), Set.of()), rig.registry.reaches());
  }

  @Test
  void tie_isCheckedAndTakenOffAgain() throws Exception {
    String tie = "/api/cases/%s/tie".formatted(caseAt(ours));

    assertThat(rig.post(tie, "{'version':1,'thing':4711}").code()).isEqualTo("point-unknown");
    assertThat(rig.post(tie, "{'version':1,'rule':'so2'}").code()).isEqualTo("rule-unknown");
    assertThat(rig.post(tie, "{'version':1,'thing':%s}".formatted(theirs)).text("/thing"))
        .isEqualTo(Long.toString(theirs));
    assertThat(rig.post(tie, "{'version':2}").text("/thing")).isEqualTo("0");
  }
}
