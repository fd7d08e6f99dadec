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

/** Lots, what they were made of, and who may know it. */
final class TraceTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private long partner;
  private JsonNode clay;
  private JsonNode plates;
  private JsonNode sets;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    partner = rig.partners();
    long clayProduct = rig.product("supplier", rig.supplier, "CLAY", "09506000117843");
    long plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    long set = rig.product("buyer", rig.buyer, "SET", "09506000149301");
    clay = rig.lot("supplier", clayProduct, 1000, List.of());
    plates = rig.lot("supplier", plate, 600, part(clay, 400));
    JsonNode order = rig.confirmed(rig.agreed(partner, plate, 500), 200);
    rig.receive(rig.ship(order, plates, 200), 200, "passed");
    sets = rig.lot("buyer", set, 50, part(plates, 200));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static Object part(JsonNode lot, int quantity) {
    return List.of(Map.of("lot", lot.path("code"), "quantity", quantity));
  }

  private JsonNode trace(String who, JsonNode lot, String direction) throws Exception {
    return rig.get(
        who, "/api/supply/lots/" + lot.path("id") + "/trace?direction=" + direction + "&levels=5");
  }

  @Test
  void operator_seesTheWholeWay() throws Exception {
    JsonNode up = trace("operator", sets, "up");

    assertThat(up.path("lots").asInt()).isEqualTo(2);
    assertThat(up.path("levels").path(0).path("lots").path(0).path("code"))
        .isEqualTo(plates.path("code"));
    assertThat(up.path("levels").path(0).path("lots").path(0).path("quantity").asText())
        .isEqualTo("200");
    assertThat(up.path("levels").path(1).path("lots").path(0).path("code"))
        .isEqualTo(clay.path("code"));
    assertThat(trace("operator", clay, "down").path("lots").asInt()).isEqualTo(2);
  }

  @Test
  void buyer_seesWhatItReceived_andThatThereIsMore() throws Exception {
    JsonNode up = trace("buyer", sets, "up");

    assertThat(up.path("levels").path(0).path("hidden").asInt()).isZero();
    assertThat(up.path("levels").path(1).path("hidden").asInt()).isEqualTo(1);
    assertThat(up.path("levels").path(1).path("lots")).isEmpty();
    assertThat(trace("supplier", clay, "down").path("levels").path(1).path("hidden").asInt())
        .isEqualTo(1);
    assertThat(rig.get("buyer", "/api/supply/lots/" + plates.path("id")).path("inputs")).isEmpty();
  }

  @Test
  void receiver_seesWhatCameToIt_notWhatThereIs() throws Exception {
    String path = "/api/supply/lots/" + plates.path("id");
    JsonNode whole = rig.get("supplier", path).path("lot");
    assertThat(whole.path("quantity").asText()).isEqualTo("600");
    assertThat(whole.path("left").asText()).isEqualTo("400");

    shipped(100);

    JsonNode lot = rig.get("buyer", path).path("lot");
    assertThat(lot.path("quantity").asText()).isEqualTo("300");
    assertThat(lot.path("left").asText()).isEqualTo("0");
    assertThat(rig.get("buyer", "/api/supply/lots").findValuesAsText("quantity"))
        .containsExactly("50", "300");
  }

  @Test
  void whatAnotherUsed_isNotToldByATrace() throws Exception {
    // The buyer gets some of the clay, too, which went into the plates.
    long clayProduct = clay.path("product").path("id").asLong();
    JsonNode order = rig.confirmed(rig.agreed(partner, clayProduct, 30), 30);
    rig.receive(rig.ship(order, clay, 30), 30, "passed");

    assertThat(used("buyer", sets, "up", 0)).isEqualTo("200");
    assertThat(used("buyer", sets, "up", 1)).isEqualTo("null");
    assertThat(used("buyer", clay, "down", 0)).isEqualTo("null");
    assertThat(used("supplier", clay, "down", 0)).isEqualTo("400");
    assertThat(used("operator", sets, "up", 1)).isEqualTo("400");
  }

  @Test
  void inputOfTwoLotsOfOneLevel_isTheirSum() throws Exception {
    long clayProduct = clay.path("product").path("id").asLong();
    JsonNode glaze = rig.lot("supplier", clayProduct, 10, part(clay, 30));
    JsonNode slip = rig.lot("supplier", clayProduct, 10, part(clay, 5));
    JsonNode both =
        rig.lot(
            "supplier",
            clayProduct,
            1,
            List.of(
                Map.of("lot", glaze.path("code"), "quantity", 1),
                Map.of("lot", slip.path("code"), "quantity", 1)));

    assertThat(used("supplier", both, "up", 1)).isEqualTo("35");
  }

  private String used(String who, JsonNode lot, String direction, int level) throws Exception {
    JsonNode lots = trace(who, lot, direction).path("levels").path(level).path("lots");
    assertThat(lots).hasSize(1);
    return lots.path(0).path("quantity").asText();
  }

  private Answer made(Object inputs) throws Exception {
    return rig.post(
        "buyer",
        "/api/supply/lots",
        Map.of(
            "product",
            sets.path("product").path("id"),
            "quantity",
            1,
            "madeFrom",
            "2026-11-02",
            "madeTo",
            "2026-11-02",
            "inputs",
            inputs));
  }

  @Test
  void moreThanWasReceived_doesNotGoIntoALot() throws Exception {
    assertThat(made(part(plates, 1)).code()).isEqualTo("lot-overdrawn");
  }

  @Test
  void anothersLot_isNotThereToBeUsed() throws Exception {
    assertThat(made(part(clay, 1)).code()).isEqualTo("lot-unknown");
  }

  private JsonNode shipped(int quantity) throws Exception {
    JsonNode request = rig.agreed(partner, plates.path("product").path("id").asLong(), 100);
    return rig.ship(rig.confirmed(request, quantity), plates, quantity);
  }

  @Test
  void goodsOnTheirWay_doNotGoIntoALot() throws Exception {
    shipped(100);

    assertThat(made(part(plates, 1)).code()).isEqualTo("lot-overdrawn");
  }

  @Test
  void goodsThatFailed_doNotGoIntoALot() throws Exception {
    rig.receive(shipped(100), 100, "failed");

    assertThat(made(part(plates, 1)).code()).isEqualTo("lot-overdrawn");
  }

  @Test
  void disputedGoods_goIntoALotOnceSettled() throws Exception {
    JsonNode page = rig.receive(shipped(100), 90, "passed");
    String path = "/api/supply/deliveries/" + page.path("deliveries").path(0).path("id") + "/steps";

    assertThat(made(part(plates, 1)).code()).isEqualTo("lot-overdrawn");

    rig.post("supplier", path, Map.of("step", "propose", "quantity", 95, "version", 2)).ok();
    rig.post("buyer", path, Map.of("step", "settle", "version", 3)).ok();
    assertThat(made(part(plates, 96)).code()).isEqualTo("lot-overdrawn");
    made(part(plates, 95)).ok();
  }

  @Test
  void lotThatHasNotCome_isNoInput() throws Exception {
    JsonNode fresh = rig.lot("supplier", plates.path("product").path("id").asLong(), 50, List.of());
    JsonNode request = rig.agreed(partner, plates.path("product").path("id").asLong(), 50);
    rig.ship(rig.confirmed(request, 50), fresh, 50);

    assertThat(made(part(fresh, 1)).code()).isEqualTo("lot-input");
  }

  @Test
  void brokenEscape_isNoLot() throws Exception {
    for (String code : List.of("01/09506000134352/10/A%25ZZ", "01/09506000134352/10/A%25")) {
      Answer answer = rig.send("rival", "GET", "/api/public/lots?code=" + code, null);

      assertThat(answer.status()).as(code).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("lot-not-found");
    }
  }

  @Test
  void publicPage_hasWhatTheOwnerShows() throws Exception {
    rig.post(
            "operator",
            "/api/supply/prefixes",
            Map.of("enterprise", rig.supplier, "prefix", "950600013"))
        .ok();
    String path = "/api/public/lots?code=" + plates.path("code").asText();

    JsonNode shown = rig.get("rival", path);

    assertThat(shown.path("product").path("en").asText()).isEqualTo("Plate");
    assertThat(shown.path("owner").isNull()).isTrue();
    assertThat(shown.path("quantity").isNull()).isTrue();
    String show = "/api/supply/lots/" + plates.path("id") + "/shown";
    rig.post("supplier", show, Map.of("shown", List.of("quantity"), "version", 1)).ok();
    JsonNode amount = rig.get("rival", path);
    assertThat(amount.path("quantity").asText() + " " + amount.path("unit").asText())
        .isEqualTo("600 pcs");
    assertThat(amount.path("product").isNull()).isTrue();
    rig.post("supplier", show, Map.of("shown", List.of(), "version", 2)).ok();
    assertThat(rig.send("rival", "GET", path, null).code()).isEqualTo("lot-not-found");
  }
}
