// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.server.reports.Said;
import org.greenheart.server.reports.TableBook;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists as bodies give them: read strictly, all or nothing, heads remembered. */
final class ListRoutesTest {
  private static final String KILN = "91990101MA7QH0057K";
  private static final String HEADS = "统一社会信用代码,企业名称,所属月份,排放口编号,污染物,排放量,单位税额,减征系数,申报日期\n";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private Registry registry;
  private HttpServer server;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, new SetClock(Instant.parse("2026-05-01T00:00:00Z")));
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            TaxSupervision.routes(registry, CaseOpening.ofShippedKinds(), Amounts.NONE));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    client.close();
  }

  private JsonNode send(String method, String path, byte[] body) throws Exception {
    URI uri = server.uri().resolve(path);
    return mapper.readTree(
        client
            .send(
                HttpRequest.newBuilder(uri)
                    .method(method, BodyPublishers.ofByteArray(body))
                    .build(),
                BodyHandlers.ofString())
            .body());
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode declare(String rows) throws Exception {
    return send("POST", "/api/tax/import/declarations?source=tax", HEADS + rows);
  }

  private static String row(String code, String name, String month, String factor) {
    return "%s,%s,%s,DA001,氮氧化物,6840,2.4,%s,2026-04-10\n".formatted(code, name, month, factor);
  }

  @Test
  void rows_areKeptOnceAndByTheNameOfTheAnnex() throws Exception {
    assertThat(declare(row(KILN, "窑火瓷业", "2026年2月", "0.75")).path("added").asInt()).isEqualTo(1);
    JsonNode again = declare(row(KILN, "窑火瓷业", "202602", "0.75"));
    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(registry.taxBook().recordsOf("declarations"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.month()).isEqualTo("2026-02");
              assertThat(record.document()).contains("\"NOx\"").contains("\"0.75\"");
              assertThat(record.source()).isEqualTo("tax");
            });
  }

  @Test
  void preview_keepsNothing() throws Exception {
    JsonNode preview =
        send(
            "POST",
            "/api/tax/import/declarations?preview=true",
            HEADS + row(KILN, "窑火瓷业", "2026-02", "1"));
    assertThat(preview.path("added").asInt()).isEqualTo(1);
    assertThat(registry.taxBook().records().list()).isEmpty();
  }

  @Test
  void twoFirmsWithOneCreditCode_areAnErrorOnTheirRowAndNothingIsKept() throws Exception {
    JsonNode refused =
        declare(row(KILN, "窑火瓷业", "2026-02", "1") + row(KILN, "碧波纸业", "2026-03", "1"));
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("credit-code-two-firms");
    assertThat(refused.at("/errors/0/row").asInt()).isEqualTo(3);
    assertThat(registry.taxBook().records().list()).isEmpty();
  }

  @Test
  void newNameOfAFirm_isTakenOnceAPersonHasSaidSo() throws Exception {
    declare(row(KILN, "窑火瓷业", "2026-02", "1"));
    send("POST", "/api/tax/matches", "{\"name\":\"窑火新材料\",\"creditCode\":\"%s\"}".formatted(KILN));
    assertThat(declare(row(KILN, "窑火新材料", "2026-03", "1")).path("applied").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-13, 1, month-unreadable",
    "2026-02, 75, share-range",
    "2026-02, 75%, unit-wrong-column",
    "2026-02, drei, number-unreadable",
    "2026-02, -0.5, negative",
  })
  void badCell_isNamedWithItsRule(String month, String factor, String code) throws Exception {
    JsonNode refused = declare(row(KILN, "窑火瓷业", month, factor));
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(refused.path("applied").asBoolean()).isFalse();
  }

  private static String amount(String kg) {
    return "%s,窑火瓷业,2026-02,DA001,氮氧化物,%s,2.4,1,2026-04-10\n".formatted(KILN, kg);
  }

  @ParameterizedTest
  @CsvSource({"6.84 t", "6840000g", "0.684万吨", "121 mg/m³"})
  void amountInAnotherUnit_isAnErrorOnItsRowAndNothingIsKept(String cell) throws Exception {
    JsonNode refused = declare(row(KILN, "窑火瓷业", "2026-01", "1") + amount(cell));
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("unit-wrong-column");
    assertThat(refused.at("/errors/0/row").asInt()).isEqualTo(3);
    assertThat(refused.at("/errors/0/value").asText()).isEqualTo(cell);
    assertThat(refused.at("/errors/0/rule").asText()).contains("must be kg");
    assertThat(registry.taxBook().records().list()).isEmpty();
  }

  @Test
  void amountThatSaysTheColumnsUnit_isTaken() throws Exception {
    assertThat(declare(amount("6840 kg")).path("added").asInt()).isEqualTo(1);
    assertThat(registry.taxBook().recordsOf("declarations").getFirst().document())
        .contains("\"kg\":\"6840\"");
  }

  @Test
  void headInAnotherUnit_isRefused_alsoWhenItWasMapped() throws Exception {
    String file = HEADS.replace("排放量", "排放量（吨）") + amount("6.84");
    JsonNode refused = send("POST", "/api/tax/import/declarations?source=tax", file);
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("unit-wrong-column");
    assertThat(refused.at("/errors/0/column").asText()).isEqualTo("排放量（吨）");
    assertThat(registry.taxBook().records().list()).isEmpty();
    JsonNode mapped =
        send(
            "PUT",
            "/api/tax/mappings",
            "{\"source\":\"tax\",\"kind\":\"declarations\",\"columns\":{\"数量(t)\":\"kg\"}}");
    assertThat(mapped.path("code").asText()).isEqualTo("unit-wrong-column");
    String right = HEADS.replace("排放量", "排放量(kg)") + amount("6840");
    assertThat(send("POST", "/api/tax/import/declarations?source=tax", right).path("added").asInt())
        .isEqualTo(1);
  }

  @Test
  void creditCodeOfAnEnterpriseOfThePlaces_isTakenFromNoOtherFirm() throws Exception {
    registry.places().enterprises().put(new Enterprise(0, KILN, "窑火瓷业", null, "C3073", 0, null));
    JsonNode refused = declare(row(KILN, "碧波纸业", "2026-02", "1"));
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("credit-code-two-firms");
    assertThat(refused.at("/errors/0/rule").asText()).contains("窑火瓷业").contains("碧波纸业");
    assertThat(refused.path("applied").asBoolean()).isFalse();
  }

  @Test
  void pairTheWrongWayRound_isAnErrorOnItsRow() throws Exception {
    String gas = "统一社会信用代码,企业名称,月份,用气量,单位产品用量下限,单位产品用量上限\n";
    JsonNode refused =
        send(
            "POST",
            "/api/tax/import/gas",
            gas + KILN + ",窑火瓷业,2026-01,100,1,2\n" + KILN + ",窑火瓷业,2026-02,100,2,1\n");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("pair-order");
    assertThat(refused.at("/errors/0/row").asInt()).isEqualTo(3);
    assertThat(registry.taxBook().records().list()).isEmpty();
  }

  @Test
  void particulatesOfUnknownKindAndPollutantsOfAnotherMedium_areRefused() throws Exception {
    String rows =
        "%s,窑火瓷业,2026-02,DA001,颗粒物,1,2.4,1,2026-04-10\n%s,窑火瓷业,2026-02,DW001,二氧化硫,1,3,1,2026-04-10\n"
            .formatted(KILN, KILN);
    assertThat(declare(rows).path("errors").findValuesAsText("code"))
        .containsExactly("pollutant-unknown", "pollutant-unknown");
  }

  @Test
  void headsOfASource_areRememberedAndOthersLeftOut() throws Exception {
    String file = "信用代码,纳税人名称,用电月份,电量,抄表员\n%s,窑火瓷业,2026-02,88000,甲\n".formatted(KILN);
    String path =
        "/api/tax/import/electricity?source=" + URLEncoder.encode("供电公司", StandardCharsets.UTF_8);
    JsonNode unknown = send("POST", path, file);
    assertThat(unknown.path("errors").findValuesAsText("code"))
        .contains("column-unknown", "column-missing");
    send(
        "PUT",
        "/api/tax/mappings",
        "{\"source\":\"供电公司\",\"kind\":\"electricity\",\"columns\":{\"电量\":\"used\",\"抄表员\":\"\"}}");
    assertThat(send("POST", path, file).path("added").asInt()).isEqualTo(1);
    assertThat(send("GET", "/api/tax/mappings", "").at("/0/columns/电量").asText()).isEqualTo("used");
  }

  @Test
  void workbook_isReadLikeCsv() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableBook book = new TableBook(out, "zh");
    book.sheet(
        Said.same("Sheet"),
        List.of(
            Said.same("统一社会信用代码"),
            Said.same("企业名称"),
            Said.same("月份"),
            Said.same("用水量"),
            Said.same("停产用水量")));
    book.row(List.of(KILN, "窑火瓷业", "2026-02", new BigDecimal("4200.5"), "150"));
    book.end();
    JsonNode taken = send("POST", "/api/tax/import/water-bills", out.toByteArray());
    assertThat(taken.path("applied").asBoolean()).as(taken.toString()).isTrue();
    assertThat(registry.taxBook().recordsOf("water-bills").getFirst().document())
        .contains("\"4200.5\"");
  }
}
