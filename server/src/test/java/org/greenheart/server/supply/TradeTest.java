// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.storage.registry.NoticeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders from both sides of the table, and from beside it. */
final class TradeTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private long partner;
  private long product;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    partner = rig.partners();
    product = rig.product("supplier", rig.supplier, "P-1", SupplyRig.GTIN);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer step(String who, JsonNode page, Map<String, Object> body) throws Exception {
    JsonNode delivery = page.path("deliveries").path(0);
    return rig.post(who, "/api/supply/deliveries/" + delivery.path("id") + "/steps", body);
  }

  @Test
  void delivery_countedTheSame_endsTheOrderAndMovesStock() throws Exception {
    for (String who : List.of("buyer", "supplier")) {
      rig.send(
              who,
              "PUT",
              "/api/supply/stock",
              Map.of(
                  "enterprise",
                  who.equals("buyer") ? rig.buyer : rig.supplier,
                  "product",
                  product,
                  "quantity",
                  "1000.5"))
          .ok();
    }
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    JsonNode lot = rig.lot("supplier", product, 300, List.of());
    JsonNode page = rig.ship(order, lot, 200);

    JsonNode done =
        step("buyer", page, Map.of("step", "receive", "quality", "passed", "version", 1)).ok();

    assertThat(done.path("order").path("state").asText()).isEqualTo("delivered");
    assertThat(done.path("deliveries").path(0).path("state").asText()).isEqualTo("received");
    assertThat(stock("buyer")).containsExactly("1200.5");
    assertThat(stock("supplier")).containsExactly("800.5");
    assertThat(rig.get("supplier", "/api/supply/orders/" + order.path("id")).path("events"))
        .extracting(event -> event.path("what").asText())
        .containsExactly("order", "confirm");
  }

  private List<String> stock(String who) throws Exception {
    return rig.get(who, "/api/supply/stock").findValuesAsText("quantity");
  }

  @Test
  void suppliersStock_isSeenOnceShared() throws Exception {
    rig.send(
            "supplier",
            "PUT",
            "/api/supply/stock",
            Map.of("enterprise", rig.supplier, "product", product, "quantity", 7))
        .ok();

    assertThat(stock("buyer")).isEmpty();
    rig.post(
            "supplier",
            "/api/supply/partners/" + partner + "/steps",
            Map.of("step", "show-stock", "version", 2))
        .ok();

    assertThat(stock("buyer")).containsExactly("7");
    assertThat(stock("rival")).isEmpty();
  }

  @Test
  void orderAboveWhatWasAgreed_isRefusedWithWhatIsLeft() throws Exception {
    JsonNode request = rig.agreed(partner, product, 500);
    rig.confirmed(request, 400);

    Answer answer =
        rig.post(
            "buyer",
            "/api/supply/orders",
            Map.of("request", request.path("id"), "quantity", 101, "neededBy", "2026-11-20"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("order-above-agreed");
    assertThat(answer.json().path("rule").asText()).contains("at most 100 pcs");
  }

  private Answer ordered(JsonNode first, int quantity, JsonNode second, int more) throws Exception {
    return rig.post(
        "buyer",
        "/api/supply/orders",
        Map.of(
            "reference",
            "E-7",
            "lines",
            List.of(
                Map.of("request", first.path("id"), "quantity", quantity, "neededBy", "2026-11-20"),
                Map.of("request", second.path("id"), "quantity", more, "neededBy", "2026-11-21"))));
  }

  @Test
  void orderOfSeveralLines_isOrderedWhole() throws Exception {
    long cup = rig.product("supplier", rig.supplier, "P-2", "09506000117843");
    JsonNode plates = rig.agreed(partner, product, 500);
    JsonNode cups = rig.agreed(partner, cup, 40);

    Answer refused = ordered(plates, 300, cups, 41);
    assertThat(refused.code()).isEqualTo("order-above-agreed");
    assertThat(refused.json().path("field").asText()).isEqualTo("line 2, quantity");
    assertThat(rig.get("buyer", "/api/supply/orders")).isEmpty();

    JsonNode page = ordered(plates, 300, cups, 40).ok();
    assertThat(page.path("lines").findValuesAsText("number"))
        .containsExactly(page.path("order").path("number").asText(), "PO-00001-2");
    assertThat(page.path("order").path("number").asText()).isEqualTo("PO-00001");
  }

  @Test
  void linesOfTwoSuppliers_areNoOrder() throws Exception {
    long ofRival = rig.partners("buyer", "rival");
    long cup = rig.product("rival", rig.rival, "P-2", "09506000117843");
    JsonNode cups = rig.agreed("buyer", "rival", ofRival, cup, 40);

    assertThat(ordered(rig.agreed(partner, product, 500), 300, cups, 40).code())
        .isEqualTo("order-partners");
  }

  @Test
  void goodsThatFailed_leaveTheOrderWaitingForOthers() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    JsonNode lot = rig.lot("supplier", product, 500, List.of());
    JsonNode page = rig.receive(rig.ship(order, lot, 200), 200, "failed");

    assertThat(page.path("order").path("state").asText()).isEqualTo("confirmed");
    assertThat(page.path("order").path("sure").asText()).isEqualTo("0");
    assertThat(page.path("order").path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("failed");

    JsonNode again = rig.ship(page.path("order"), lot, 200);
    assertThat(again.path("deliveries")).hasSize(2);
    rig.post(
            "buyer",
            "/api/supply/orders/" + order.path("id") + "/steps",
            Map.of("step", "close", "version", again.path("order").path("version")))
        .ok();
  }

  @Test
  void deliveryExpectedAfterThePromisedDay_warnsAsItLeaves() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    JsonNode lot = rig.lot("supplier", product, 500, List.of());

    JsonNode page =
        rig.post(
                "supplier",
                "/api/supply/orders/" + order.path("id") + "/deliveries",
                Map.of(
                    "version",
                    2,
                    "expected",
                    "2026-11-21",
                    "lots",
                    List.of(Map.of("lot", lot.path("code"), "quantity", 200))))
            .ok();

    assertThat(page.path("order").path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("late-expected");
  }

  @Test
  void orderThatNobodyConfirms_warnsTwoDaysAhead() throws Exception {
    JsonNode request = rig.agreed(partner, product, 500);
    rig.post(
            "buyer",
            "/api/supply/orders",
            Map.of("request", request.path("id"), "quantity", 9, "neededBy", "2026-11-04"))
        .ok();

    assertThat(rig.get("supplier", "/api/supply/orders").path(0).path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("not-confirmed");
  }

  @Test
  void countedOtherwise_isADisputeUntilBothAgree() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    JsonNode page = rig.ship(order, rig.lot("supplier", product, 300, List.of()), 200);

    JsonNode disputed =
        step(
                "buyer",
                page,
                Map.of("step", "receive", "quality", "conditional", "quantity", 190, "version", 1))
            .ok();
    JsonNode delivery = disputed.path("deliveries").path(0);
    assertThat(delivery.path("state").asText()).isEqualTo("disputed");
    assertThat(delivery.path("shipped").asText()).isEqualTo("200");
    assertThat(delivery.path("counted").asText()).isEqualTo("190");
    assertThat(disputed.path("order").path("sure").asText()).isEqualTo("0");

    Map<String, Object> outside = Map.of("step", "propose", "quantity", 250, "version", 2);
    assertThat(step("supplier", page, outside).code()).isEqualTo("settlement-outside");
    Map<String, Object> proposal = Map.of("step", "propose", "quantity", 195, "version", 2);
    step("supplier", page, proposal).ok();
    Map<String, Object> settlement = Map.of("step", "settle", "version", 3);
    assertThat(step("supplier", page, settlement).code()).isEqualTo("step-side");
    JsonNode settled = step("buyer", page, settlement).ok();

    assertThat(settled.path("deliveries").path(0).path("settled").asText()).isEqualTo("195");
    assertThat(settled.path("order").path("state").asText()).isEqualTo("part-delivered");
    assertThat(settled.path("order").path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("short");
  }

  @Test
  void secondOfTwoChanges_isRefused() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    String path = "/api/supply/orders/" + order.path("id") + "/steps";

    assertThat(rig.post("buyer", path, Map.of("step", "cancel", "version", 1)).code())
        .isEqualTo("changed");
    rig.post("buyer", path, Map.of("step", "cancel", "version", 2)).ok();
    assertThat(rig.post("buyer", path, Map.of("step", "cancel", "version", 3)).code())
        .isEqualTo("step-state");
  }

  @Test
  void othersPartners_areNotThere() throws Exception {
    JsonNode request = rig.agreed(partner, product, 500);
    JsonNode order = rig.confirmed(request, 200);
    JsonNode lot = rig.lot("supplier", product, 300, List.of());
    JsonNode page = rig.ship(order, lot, 200);

    for (String list :
        List.of("partners", "products", "requests", "orders", "lots", "stock?x=1", "seats")) {
      assertThat(rig.get("rival", "/api/supply/" + list).toString())
          .as(list)
          .doesNotContain("Kilns")
          .doesNotContain("Motor");
    }
    assertThat(rig.send("rival", "GET", "/api/supply/orders/" + order.path("id"), null).code())
        .isEqualTo("order-not-found");
    assertThat(rig.send("rival", "GET", "/api/supply/lots/" + lot.path("id"), null).code())
        .isEqualTo("lot-not-found");
    assertThat(
            step("rival", page, Map.of("step", "receive", "quality", "passed", "version", 1))
                .code())
        .isEqualTo("delivery-not-found");
    assertThat(
            rig.post(
                    "rival",
                    "/api/supply/requests",
                    Map.of(
                        "partner",
                        partner,
                        "product",
                        product,
                        "quantity",
                        1,
                        "neededBy",
                        "2026-11-20"))
                .code())
        .isEqualTo("partner-not-found");
    assertThat(rig.send("buyer", "GET", "/api/supply/orders?seat=" + rig.supplier, null).code())
        .isEqualTo("enterprise-not-found");
    assertThat(rig.get("buyer", "/api/supply/lots").path(0).path("left").asText()).isEqualTo("0");
  }

  @Test
  void lateDelivery_warnsTwoDaysAheadAndOnce() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);

    rig.clock.set(Instant.parse("2026-11-18T00:00:00Z"));
    SupplyWatch watch = new SupplyWatch(rig.registry, new Never(), rig.clock);
    watch.look();
    watch.look();

    assertThat(rig.get("buyer", "/api/supply/orders/" + order.path("id")).path("events"))
        .extracting(event -> event.path("what").asText())
        .containsExactly("order", "confirm", "not-shipped");
    assertThat(rig.registry.notices().unspread(100))
        .filteredOn(event -> event.kind().text().equals("supply-warning"))
        .extracting(NoticeEvent::subject)
        .containsExactly(partner);
  }

  /** Waits for nothing. */
  private static final class Never implements org.greenheart.server.waiting.Pause {
    @Override
    public boolean until(Instant time) {
      return false;
    }

    @Override
    public void close() {}
  }

  @Test
  void moreThanTheLotHas_isNotShipped() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, product, 500), 200);
    JsonNode lot = rig.lot("supplier", product, 100, List.of());

    Answer answer =
        rig.post(
            "supplier",
            "/api/supply/orders/" + order.path("id") + "/deliveries",
            Map.of(
                "version",
                2,
                "expected",
                "2026-11-15",
                "lots",
                List.of(Map.of("lot", lot.path("code"), "quantity", 101))));

    assertThat(answer.code()).isEqualTo("lot-overdrawn");
    assertThat(rig.get("buyer", "/api/supply/orders/" + order.path("id")).path("deliveries"))
        .isEmpty();
  }

  private String workbook(String path) throws Exception {
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(new ByteArrayInputStream(rig.bytes("buyer", path)));
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      return rows.map(
              row ->
                  row.stream()
                      .filter(Objects::nonNull)
                      .map(Cell::getText)
                      .collect(Collectors.joining("|")))
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void orders_leaveAsAWorkbookInTheReadersLanguage() throws Exception {
    JsonNode request = rig.agreed(partner, product, 500);
    JsonNode page =
        rig.ship(rig.confirmed(request, 200), rig.lot("supplier", product, 300, List.of()), 200);
    rig.receive(page, 190, "passed");
    rig.confirmed(request, 7);

    assertThat(workbook("/api/supply/orders.xlsx"))
        .startsWith("订单号|采购订单号|需求号")
        .contains("已确认", "数量有争议", "瓷盘")
        .doesNotContain("confirmed", "disputed");
    assertThat(workbook("/api/supply/orders.xlsx?language=en"))
        .startsWith("order|reference")
        .contains("confirmed", "disputed", "Plate");
  }

  @Test
  void partnership_isToldOfAsEveryStep() throws Exception {
    rig.post(
            "supplier",
            "/api/supply/partners/" + partner + "/steps",
            Map.of("step", "end", "version", 2))
        .ok();

    assertThat(rig.registry.notices().unspread(100))
        .extracting(event -> event.text().lines().findFirst().orElse(""))
        .containsExactly("partner-propose", "partner-accept", "partner-end");
  }
}
