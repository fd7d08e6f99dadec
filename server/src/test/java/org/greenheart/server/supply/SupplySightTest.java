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

/**
 * Two buyers and two suppliers: Motor buys of Kilns and of Rival, Canteen buys of Kilns. Kilns and
 * Rival know nothing of each other, nor do Motor and Canteen.
 */
final class SupplySightTest {
  private static final List<String> LISTS =
      List.of("partners", "products", "requests", "orders", "lots", "stock", "forecast", "seats");

  @TempDir private Path folder;
  private SupplyRig rig;
  private long ofKilns;
  private long ofRival;
  private long plate;
  private long cup;
  private JsonNode lot;
  private JsonNode orderOfMotor;
  private JsonNode orderOfCanteen;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    ofKilns = rig.partners();
    ofRival = rig.partners("buyer", "rival");
    long ofCanteen = rig.partners("other", "supplier");
    plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    cup = rig.product("rival", rig.rival, "CUP", "09506000117843");
    lot = rig.lot("supplier", plate, 600, List.of());
    orderOfMotor = rig.confirmed(rig.agreed(ofKilns, plate, 500), 200);
    rig.confirmed("buyer", "rival", rig.agreed("buyer", "rival", ofRival, cup, 70), 70);
    orderOfCanteen =
        rig.confirmed("other", "supplier", rig.agreed("other", "supplier", ofCanteen, plate, 9), 9);
    rig.ship(orderOfMotor, lot, 200);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String all(String who) throws Exception {
    StringBuilder text = new StringBuilder();
    for (String list : LISTS) {
      text.append(rig.get(who, "/api/supply/" + list));
    }
    return text.toString();
  }

  private Answer put(String who, String what, Map<String, Object> body) throws Exception {
    return rig.send(who, "PUT", "/api/supply/" + what, body);
  }

  @Test
  void everySide_seesItsOwnPartnersAlone() throws Exception {
    assertThat(all("buyer")).contains("Kilns", "Rival").doesNotContain("Canteen");
    assertThat(all("supplier")).contains("Motor", "Canteen").doesNotContain("Rival");
    assertThat(all("rival")).contains("Motor").doesNotContain("Kilns", "Canteen");
    assertThat(all("other")).contains("Kilns").doesNotContain("Motor", "Rival");
  }

  @Test
  void whatIsAnothers_isNotThereToBeReadOrMoved() throws Exception {
    String order = "/api/supply/orders/" + orderOfMotor.path("id");
    for (String who : List.of("rival", "other")) {
      assertThat(rig.send(who, "GET", order, null).code()).isEqualTo("order-not-found");
      for (String step : List.of("cancel", "confirm", "close")) {
        assertThat(rig.post(who, order + "/steps", Map.of("step", step, "version", 2)).code())
            .isEqualTo("order-not-found");
      }
      assertThat(
              rig.post(
                      who,
                      "/api/supply/requests/" + orderOfMotor.path("request") + "/steps",
                      Map.of("step", "withdraw", "version", 2))
                  .code())
          .isEqualTo("request-not-found");
      assertThat(
              rig.post(
                      who,
                      "/api/supply/partners/" + ofKilns + "/steps",
                      Map.of("step", "end", "version", 2))
                  .code())
          .isEqualTo("partner-not-found");
      String path = "/api/supply/lots/" + lot.path("id");
      assertThat(rig.send(who, "GET", path, null).code()).isEqualTo("lot-not-found");
      assertThat(rig.send(who, "GET", path + "/trace", null).code()).isEqualTo("lot-not-found");
      assertThat(rig.post(who, path + "/shown", Map.of("shown", List.of(), "version", 1)).code())
          .isEqualTo("lot-not-found");
      assertThat(rig.send(who, "GET", "/api/supply/orders?seat=" + rig.buyer, null).code())
          .isEqualTo("enterprise-not-found");
    }
    assertThat(rig.get("buyer", "/api/supply/lots/" + lot.path("id")).path("receivers")).isEmpty();
  }

  @Test
  void sharedStock_isOfTheSuppliersOwnProducts() throws Exception {
    // Rival buys plates of Kilns as Motor does, and shows Motor its stock.
    rig.partners("rival", "supplier");
    put("rival", "stock", Map.of("enterprise", rig.rival, "product", plate, "quantity", 31)).ok();
    put("rival", "stock", Map.of("enterprise", rig.rival, "product", cup, "quantity", 42)).ok();
    rig.post(
            "rival",
            "/api/supply/partners/" + ofRival + "/steps",
            Map.of("step", "show-stock", "version", 2))
        .ok();

    assertThat(rig.get("buyer", "/api/supply/stock").findValuesAsText("quantity"))
        .containsExactly("42");
    assertThat(rig.get("rival", "/api/supply/stock").findValuesAsText("quantity"))
        .containsExactlyInAnyOrder("31", "42");
  }

  @Test
  void ownStock_staysSeenWhenTheProductIsNoLongerOffered() throws Exception {
    put("buyer", "stock", Map.of("enterprise", rig.buyer, "product", plate, "quantity", 5)).ok();

    rig.post(
            "supplier",
            "/api/supply/products/" + plate,
            Map.of("code", "PLATE", "name", "盘", "unit", "pcs", "offered", false, "version", 1))
        .ok();

    assertThat(rig.get("buyer", "/api/supply/stock").findValuesAsText("quantity"))
        .containsExactly("5");
  }

  @Test
  void forecast_tellsASupplierNothingOfAnothersProducts() throws Exception {
    Answer answer =
        put(
            "buyer",
            "forecast",
            Map.of("partner", ofRival, "product", plate, "month", "2026-12", "quantity", 5));

    assertThat(answer.code()).isEqualTo("product-not-offered");
    assertThat(rig.get("rival", "/api/supply/forecast").toString()).doesNotContain("Kilns");
  }

  @Test
  void lotOfAnother_isUnknownToWhoeverShips() throws Exception {
    JsonNode ofRivals = rig.lot("rival", cup, 10, List.of());

    Answer answer =
        rig.post(
            "supplier",
            "/api/supply/orders/" + orderOfCanteen.path("id") + "/deliveries",
            Map.of(
                "version",
                2,
                "expected",
                "2026-11-15",
                "lots",
                List.of(Map.of("lot", ofRivals.path("code"), "quantity", 1))));

    assertThat(answer.code()).isEqualTo("lot-unknown");
  }

  @Test
  void countBeyondAllBounds_isRefused() throws Exception {
    for (String quantity : List.of("1E+2000000000", "1E-2000000000", "-1", "1000000000001")) {
      Answer answer =
          put(
              "buyer",
              "stock",
              Map.of("enterprise", rig.buyer, "product", plate, "quantity", quantity));

      assertThat(answer.status()).as(quantity).isEqualTo(400);
      assertThat(answer.whole().body().length()).isLessThan(500);
    }
  }
}
