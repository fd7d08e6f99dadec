// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    return rig.get(who, "/api/supply/stock").path("stock").findValuesAsText("quantity");
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

  @Test
  void sheetOfOrders_withOneAboveWhatWasAgreed_ordersNothing() throws Exception {
    String number = rig.agreed(partner, product, 500).path("number").asText();
    String sheet =
        "订单编号,需求号,数量,需求日期\nE1,%1$s,300,2026-11-18\nE2,%1$s,300,2026-11-18\n".formatted(number);

    Answer refused = rig.post("buyer", "/api/supply/import/orders", sheet);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").path(0).path("row").asInt()).isEqualTo(3);
    assertThat(refused.json().path("errors").path(0).path("code").asText())
        .isEqualTo("order-above-agreed");
    assertThat(rig.get("buyer", "/api/supply/orders")).isEmpty();

    String good = sheet.replace("E2,%s,300".formatted(number), "E2,%s,200".formatted(number));
    assertThat(rig.post("buyer", "/api/supply/import/orders", good).ok().path("added").asInt())
        .isEqualTo(2);
    assertThat(rig.post("buyer", "/api/supply/import/orders", good).ok().path("unchanged").asInt())
        .isEqualTo(2);
    assertThat(rig.get("supplier", "/api/supply/orders")).hasSize(2);
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
    assertThat(rig.get("buyer", "/api/supply/lots").path(0).path("left").isNull()).isTrue();
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

  @Test
  void orders_leaveAsAWorkbook() throws Exception {
    rig.confirmed(rig.agreed(partner, product, 500), 200);

    Answer answer = rig.send("buyer", "GET", "/api/supply/orders.xlsx", null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.whole().body()).startsWith("PK");
  }
}
