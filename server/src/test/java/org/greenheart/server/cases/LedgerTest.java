// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import org.greenheart.server.cases.CaseRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, programmes and lists of suggestions, imported from spreadsheets over real HTTP. */
final class LedgerTest {
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

  private long ledger(String kind, String more) throws Exception {
    Answer made =
        rig.post("/api/ledgers", "{'kind':'%s','title':'%s'%s}".formatted(kind, kind, more));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.id();
  }

  private Answer load(String path, String csv) throws Exception {
    return rig.send("POST", path, csv, "");
  }

  /**
   * Projects of a class: the money of all but the last is equal, to 0.01; the last has the rest.
   */
  private static void projects(StringBuilder csv, String of, int count, String money, String year) {
    BigDecimal each = new BigDecimal("0.01");
    BigDecimal rest = new BigDecimal(money).subtract(each.multiply(BigDecimal.valueOf(count - 1)));
    BigDecimal restOfYear =
        new BigDecimal(year).subtract(each.multiply(BigDecimal.valueOf(count - 1)));
    for (int i = 1; i <= count; i++) {
      csv.append(
          "%s-%s,Project %s,%s,,%s,%s,\n"
              .formatted(of, i, i, of, i < count ? each : rest, i < count ? each : restOfYear));
    }
  }

  private static String programme(String firstMoney) {
    StringBuilder csv =
        new StringBuilder("code,title,parent,parts,money,yearMoney,share\n")
            .append("P,Programme,,570,443.7,102.4,\n")
            .append("A,Class A,P,358,%s,64.1,62.6\n".formatted(firstMoney))
            .append("B,Class B,P,123,149.2,28.1,27.4\n")
            .append("C,Class C,P,65,35.8,6.4,6.3\n")
            .append("D,Class D,P,24,8.5,3.8,3.7\n");
    projects(csv, "A", 358, firstMoney, "64.1");
    projects(csv, "B", 123, "149.2", "28.1");
    projects(csv, "C", 65, "35.8", "6.4");
    projects(csv, "D", 24, "8.5", "3.8");
    return csv.toString();
  }

  @Test
  void programmeOf570Projects_addsUpExactly() throws Exception {
    long id = ledger("programme", ",'fields':{'year':'2026','unit':'bn yuan'}");

    Answer loaded = load("/api/import/ledger/" + id, programme("250.2"));

    assertThat(loaded.status()).as(loaded.body().toString()).isEqualTo(200);
    assertThat(loaded.text("/added")).isEqualTo("575");
    Answer page = rig.get("/api/ledgers/" + id);
    assertThat(page.text("/total/parts")).isEqualTo("570");
    assertThat(page.text("/total/money")).isEqualTo("443.7");
    assertThat(page.text("/total/yearMoney")).isEqualTo("102.4");
    assertThat(page.body().get("problems")).isEmpty();
    Answer again = load("/api/import/ledger/" + id, programme("250.2"));
    assertThat(again.text("/unchanged")).isEqualTo("575");
  }

  @Test
  void programmeThatDoesNotAddUp_isRefusedWithEveryPlace() throws Exception {
    long id = ledger("programme", "");

    Answer loaded = load("/api/import/ledger/" + id, programme("250.3"));

    assertThat(loaded.status()).isEqualTo(422);
    assertThat(loaded.text("/errors/0/code")).isEqualTo("ledger-sum");
    assertThat(loaded.text("/errors/0/row")).isEqualTo("2");
    assertThat(loaded.text("/errors/0/value")).isEqualTo("443.7");
    assertThat(loaded.text("/errors/0/rule")).contains("443.8");
    assertThat(rig.get("/api/ledgers/" + id).body().get("items")).isEmpty();
    Answer share =
        load("/api/import/ledger/" + id, programme("250.2").replace(",62.6\n", ",62.5\n"));
    assertThat(share.text("/errors/0/code")).isEqualTo("ledger-share");
    assertThat(share.text("/errors/0/row")).isEqualTo("3");
    Answer count = load("/api/import/ledger/" + id, programme("250.2").replace("P,358,", "P,357,"));
    assertThat(count.body().get("errors")).isNotEmpty();
  }

  private static String plan(List<Integer> actions) {
    StringBuilder csv = new StringBuilder("编号,名称,上级编号,项数\nall,行动,,60\n");
    for (int action = 1; action <= actions.size(); action++) {
      csv.append("%s,行动 %s,all,%s\n".formatted(action, action, actions.get(action - 1)));
      for (int item = 1; item <= actions.get(action - 1); item++) {
        csv.append("%s.%s,任务,%s,\n".formatted(action, item, action));
      }
    }
    return csv.toString();
  }

  @Test
  void planOf60Items_countsWhatIsDone_andNestsWithinItsTime() throws Exception {
    long five =
        ledger("plan", ",'fields':{'level':'five-year','from':'2026-01-01','to':'2030-12-31'}");
    String within = ",'parent':%s,'fields':{'level':'%s','from':'%s','to':'%s'}";
    long three = ledger("plan", within.formatted(five, "three-year", "2026-01-01", "2028-12-31"));
    long year = ledger("plan", within.formatted(three, "year", "2026-01-01", "2026-12-31"));
    assertThat(
            rig.post(
                    "/api/ledgers",
                    "{'kind':'plan','title':'late'%s}"
                        .formatted(within.formatted(three, "year", "2029-01-01", "2029-12-31")))
                .code())
        .isEqualTo("plan-period");

    Answer loaded = load("/api/import/ledger/" + year, plan(List.of(20, 13, 14, 13)));
    assertThat(loaded.status()).as(loaded.body().toString()).isEqualTo(200);
    var items = rig.registry.caseBook().itemsOf(year);
    items.stream()
        .filter(item -> item.code().contains("."))
        .limit(50)
        .forEach(
            item ->
                rig.registry
                    .caseBook()
                    .items()
                    .put(Parts.done(item, "done", "", "somebody", rig.now)));

    Answer page = rig.get("/api/ledgers/" + year);
    assertThat(page.text("/total/parts")).isEqualTo("60");
    assertThat(page.text("/total/done")).isEqualTo("50");
    assertThat(rig.get("/api/ledgers/" + three).text("/beside/0/id"))
        .isEqualTo(Long.toString(year));
    assertThat(rig.get("/api/cases").body()).isEmpty();
    assertThat(
            load("/api/import/ledger/" + three, plan(List.of(20, 13, 14, 12)))
                .text("/errors/0/code"))
        .isEqualTo("ledger-parts");
  }

  @Test
  void suggestions248_give752Pieces_andEachIsAnswered() throws Exception {
    StringBuilder csv = new StringBuilder("编号,标题,承办单位,会议\n");
    for (int i = 1; i <= 248; i++) {
      for (int unit = 1; unit <= (i <= 8 ? 4 : 3); unit++) {
        csv.append("S%s,建议 %s,单位 %s,三次会议\n".formatted(i, i, unit));
      }
    }
    String path = "/api/import/cases/suggestion";
    assertThat(load(path + "?preview=true", csv.toString()).text("/applied")).isEqualTo("false");

    Answer loaded = load(path, csv.toString());

    assertThat(loaded.text("/added")).as(loaded.body().toString()).isEqualTo("752");
    assertThat(rig.registry.cases().open()).hasSize(248);
    assertThat(rig.registry.caseBook().pieces().list()).hasSize(752);
    assertThat(load(path, csv.toString()).text("/unchanged")).isEqualTo("752");
    long id = rig.registry.cases().ofOrigin("suggestion", "S1").orElseThrow().id();
    assertThat(rig.stage(id)).isEqualTo("given-out");
    rig.step(id, "investigate", "'finding':'true','summary':'right'");
    assertThat(rig.step(id, "close", "").code()).isEqualTo("pieces-open");
    for (var piece : rig.registry.caseBook().piecesOf(id)) {
      rig.post(
          "/api/cases/%s/pieces/%s/answer".formatted(id, piece.id()), "{'answer':'will be done'}");
    }
    assertThat(rig.step(id, "close", "").text("/state")).isEqualTo("closed");
    assertThat(
            rig.get("/api/lists/responsibilities?unit=" + URLEncoder.encode("单位 4", UTF_8)).body())
        .hasSize(8);
    Answer row = load(path, "编号,标题,答复类别,办理时限\nS9,建议,Z,\nS10,建议,A,2020-01-01\n,无号,,\n");
    assertThat(row.status()).isEqualTo(422);
    assertThat(row.text("/errors/0/code")).isEqualTo("field-value");
    assertThat(row.text("/errors/0/column")).isEqualTo("答复类别");
    assertThat(row.body().get("errors").findValuesAsText("code")).contains("cell-blank");
  }

  @Test
  void threeLists_areViewsOfTheSameCases() throws Exception {
    long id = rig.open("environment");
    rig.step(id, "accept", "");
    rig.step(id, "give-out", "'lead':'East Street','coUnits':['Roads'],'task':'check'");
    rig.post("/api/cases/%s/items".formatted(id), "{'title':'Build a cover','due':'2026-03-09'}");
    assertThat(
            rig.post("/api/cases/%s/items".formatted(id), "{'title':'x','due':'2026-03-01'}")
                .code())
        .isEqualTo("deadline-past");

    assertThat(rig.get("/api/lists/problems").text("/0/stage")).isEqualTo("given-out");
    assertThat(rig.get("/api/lists/tasks").text("/0/title")).isEqualTo("Build a cover");
    Answer units = rig.get("/api/lists/responsibilities");
    assertThat(units.body().findValuesAsText("unit")).containsExactly("East Street", "Roads");
  }

  @Test
  void itemOfALedger_opensOneCase() throws Exception {
    long plan = ledger("plan", "");
    load("/api/import/ledger/" + plan, "code,title\n1,Forest\n");
    long item = rig.registry.caseBook().itemsOf(plan).getFirst().id();
    String path = "/api/cases/%s/items/%s/case".formatted(plan, item);

    assertThat(rig.post(path, "{'kind':'plan-item'}").status()).isEqualTo(200);
    assertThat(rig.post(path, "{'kind':'plan-item'}").status()).isEqualTo(409);
    assertThat(rig.registry.cases().open().getFirst().title()).isEqualTo("Forest");
  }
}
