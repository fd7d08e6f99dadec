// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders brought as a sheet, over REST. */
final class OrderSheetTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private long partner;
  private long product;
  private String request;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    partner = rig.partners();
    product = rig.product("supplier", rig.supplier, "P-1", SupplyRig.GTIN);
    request = rig.agreed(partner, product, 500).path("number").asText();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer brought(String... rows) throws Exception {
    return rig.post(
        "buyer",
        "/api/supply/import/orders",
        "订单编号,需求号,数量,需求日期\n" + String.join("\n", rows).replace(",RQ,", "," + request + ",") + "\n");
  }

  private static String error(Answer answer, String field) {
    return answer.json().path("errors").path(0).path(field).asText();
  }

  private JsonNode orders() throws Exception {
    return rig.get("supplier", "/api/supply/orders");
  }

  @Test
  void oneRowAboveWhatWasAgreed_ordersNothing() throws Exception {
    Answer refused = brought("E1,RQ,300,2026-11-18", "E2,RQ,300,2026-11-18");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(error(refused, "row")).isEqualTo("3");
    assertThat(error(refused, "code")).isEqualTo("order-above-agreed");
    assertThat(error(refused, "rule")).contains("at most 200 pcs");
    assertThat(orders()).isEmpty();
    assertThat(rig.get("buyer", "/api/supply/requests").path(0).path("left").asText())
        .isEqualTo("500");
  }

  @Test
  void equalRows_areNotTakenForOne() throws Exception {
    Answer refused = brought("E1,RQ,100,2026-11-18", "E1,RQ,100,2026-11-18");

    assertThat(error(refused, "row")).isEqualTo("3");
    assertThat(error(refused, "code")).isEqualTo("order-request-twice");
    assertThat(orders()).isEmpty();
  }

  @Test
  void sheetBroughtTwice_ordersOnce() throws Exception {
    String[] rows = {"E1,RQ,300,2026-11-18", "E2,RQ,200,2026-11-18"};

    assertThat(brought(rows).ok().path("added").asInt()).isEqualTo(2);
    assertThat(brought(rows).ok().path("unchanged").asInt()).isEqualTo(2);
    assertThat(orders()).hasSize(2);
  }

  @Test
  void otherQuantity_isOrderedOnceTheFirstIsCancelled() throws Exception {
    brought("E1,RQ,300,2026-11-18").ok();
    Answer refused = brought("E1,RQ,250,2026-11-18");

    assertThat(error(refused, "code")).isEqualTo("reference-taken");
    assertThat(error(refused, "rule")).contains("PO-00001").contains("cancel that order first");

    rig.post("buyer", "/api/supply/orders/1/steps", Map.of("step", "cancel", "version", 1)).ok();
    assertThat(brought("E1,RQ,250,2026-11-18").ok().path("added").asInt()).isEqualTo(1);
    assertThat(brought("E1,RQ,250,2026-11-18").ok().path("unchanged").asInt()).isEqualTo(1);
    assertThat(orders())
        .extracting(order -> order.path("state").asText() + " " + order.path("reference").asText())
        .containsExactly("ordered E1", "cancelled E1");
  }

  @Test
  void cancelledOrder_isOrderedAnewByTheSameSheet() throws Exception {
    brought("E1,RQ,300,2026-11-18").ok();
    rig.post("buyer", "/api/supply/orders/1/steps", Map.of("step", "cancel", "version", 1)).ok();

    assertThat(brought("E1,RQ,300,2026-11-18").ok().path("added").asInt()).isEqualTo(1);
  }

  @Test
  void otherQuantityOfWhatIsOnItsWay_isToldThatItIsTooLate() throws Exception {
    brought("E1,RQ,300,2026-11-18").ok();
    JsonNode order =
        rig.post("supplier", "/api/supply/orders/1/steps", Map.of("step", "confirm", "version", 1))
            .ok()
            .path("order");
    rig.ship(order, rig.lot("supplier", product, 300, List.of()), 300);

    Answer refused = brought("E1,RQ,250,2026-11-18");

    assertThat(error(refused, "code")).isEqualTo("reference-taken");
    assertThat(error(refused, "rule")).contains("cannot be cancelled any more");
  }

  @Test
  void rowsOfOneNumber_areLinesOfOneOrder() throws Exception {
    long cup = rig.product("supplier", rig.supplier, "P-2", "09506000117843");
    String second = rig.agreed(partner, cup, 50).path("number").asText();

    brought("E1,RQ,300,2026-11-18", "E1,%s,20,2026-11-19".formatted(second)).ok();

    assertThat(orders())
        .extracting(order -> order.path("number").asText())
        .containsExactly("PO-00001-2", "PO-00001");
    JsonNode page = rig.get("supplier", "/api/supply/orders/2");
    assertThat(page.path("lines").findValuesAsText("quantity")).containsExactly("300", "20");
  }

  @Test
  void endedPartnership_isAnErrorOfTheRow() throws Exception {
    rig.post(
            "supplier",
            "/api/supply/partners/" + partner + "/steps",
            Map.of("step", "end", "version", 2))
        .ok();

    Answer refused = brought("E1,RQ,300,2026-11-18");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(error(refused, "row")).isEqualTo("2");
    assertThat(error(refused, "code")).isEqualTo("partner-not-active");
  }

  @Test
  void requestOfAnother_isUnknown() throws Exception {
    for (String number : List.of("RQ-00099", "99", "RQ-x", "RQ-99999999999999999999")) {
      Answer refused =
          rig.post(
              "other",
              "/api/supply/import/orders",
              "订单编号,需求号,数量,需求日期\nE1,%s,3,2026-11-18\n".formatted(number));
      assertThat(error(refused, "code")).as(number).isEqualTo("request-unknown");
    }
    assertThat(
            error(
                rig.post(
                    "supplier",
                    "/api/supply/import/orders",
                    "订单编号,需求号,数量,需求日期\nE1,%s,3,2026-11-18\n".formatted(request)),
                "code"))
        .isEqualTo("request-unknown");
  }
}
