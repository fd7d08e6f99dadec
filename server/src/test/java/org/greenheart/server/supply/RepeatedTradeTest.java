// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said twice: lots, orders, proposals. */
final class RepeatedTradeTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private long partner;
  private long plate;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    partner = rig.partners();
    plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static Map<String, Object> part(JsonNode lot, int quantity) {
    return Map.of("lot", lot.path("code"), "quantity", quantity);
  }

  private Answer shipped(JsonNode order, Object... lots) throws Exception {
    return rig.post(
        "supplier",
        "/api/supply/orders/" + order.path("id") + "/deliveries",
        Map.of("version", order.path("version"), "expected", "2026-11-15", "lots", List.of(lots)));
  }

  @Test
  void lotNamedTwiceOnADelivery_countsOnceWithTheSum() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, plate, 500), 200);
    JsonNode lot = rig.lot("supplier", plate, 100, List.of());

    assertThat(shipped(order, part(lot, 60), part(lot, 60)).code()).isEqualTo("lot-overdrawn");
    JsonNode delivery =
        shipped(order, part(lot, 60), part(lot, 30)).ok().path("deliveries").path(0);

    assertThat(delivery.path("lots").findValuesAsText("quantity")).containsExactly("90");
    assertThat(delivery.path("shipped").asText()).isEqualTo("90");
  }

  @Test
  void deliverySentTwice_isShippedOnce() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, plate, 500), 200);
    JsonNode lot = rig.lot("supplier", plate, 100, List.of());
    shipped(order, part(lot, 20)).ok();

    assertThat(shipped(order, part(lot, 20)).code()).isEqualTo("changed");

    JsonNode page = rig.get("buyer", "/api/supply/orders/" + order.path("id"));
    assertThat(page.path("deliveries")).hasSize(1);
    shipped(page.path("order"), part(lot, 20)).ok();
  }

  @Test
  void lotNamedTwiceAsAnInput_countsOnceWithTheSum() throws Exception {
    JsonNode clay = rig.lot("supplier", plate, 100, List.of());

    JsonNode lot = rig.lot("supplier", plate, 10, List.of(part(clay, 60), part(clay, 40)));

    assertThat(
            rig.get("supplier", "/api/supply/lots/" + lot.path("id"))
                .path("inputs")
                .findValuesAsText("quantity"))
        .containsExactly("100");
  }

  private Answer ordered(String reference, JsonNode... requests) throws Exception {
    return rig.post(
        "buyer",
        "/api/supply/orders",
        Map.of(
            "reference",
            reference,
            "lines",
            List.of(requests).stream()
                .map(
                    each ->
                        Map.of("request", each.path("id"), "quantity", 9, "neededBy", "2026-11-20"))
                .toList()));
  }

  @Test
  void orderSentAgainUnderItsNumber_isNotOrderedAgain() throws Exception {
    JsonNode first = rig.agreed(partner, plate, 500);
    JsonNode second = rig.agreed(partner, plate, 500);
    ordered("E-7", first).ok();

    for (JsonNode request : List.of(first, second)) {
      Answer again = ordered("E-7", request);
      assertThat(again.code()).isEqualTo("reference-taken");
      assertThat(again.json().path("rule").asText()).contains("PO-00001");
    }
    assertThat(ordered("E-8", first, first).code()).isEqualTo("order-request-twice");
    assertThat(rig.get("buyer", "/api/supply/orders")).hasSize(1);
    ordered(" ", first).ok();

    rig.post("buyer", "/api/supply/orders/1/steps", Map.of("step", "cancel", "version", 1)).ok();
    ordered("E-7", second).ok();
    assertThat(ordered("E-7", first).code()).isEqualTo("reference-taken");
  }

  /** A delivery of 200, of which the buyer counts 190. */
  private JsonNode disputed() throws Exception {
    JsonNode order = rig.confirmed(rig.agreed(partner, plate, 500), 200);
    return rig.receive(
        rig.ship(order, rig.lot("supplier", plate, 300, List.of()), 200), 190, "passed");
  }

  private Answer proposed(String who, JsonNode page, String quantity, int version)
      throws Exception {
    return rig.post(
        who,
        "/api/supply/deliveries/" + page.path("deliveries").path(0).path("id") + "/steps",
        Map.of("step", "propose", "quantity", quantity, "version", version));
  }

  private long told() {
    return rig.registry.notices().unspread(1_000).stream()
        .filter(event -> event.text().startsWith("propose"))
        .count();
  }

  @Test
  void figureThatWaits_isNotProposedAgain_butMayGiveWayToAnother_whichRingsNoMore()
      throws Exception {
    JsonNode page = disputed();
    proposed("supplier", page, "198", 2).ok();

    Answer again = proposed("supplier", page, "198.0", 3);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("proposal-waits");
    JsonNode other = proposed("supplier", page, "196", 3).ok();

    assertThat(other.path("deliveries").path(0).path("proposed").asText()).isEqualTo("196");
    assertThat(told()).isEqualTo(1);
    // Who saw the former figure cannot accept this one by mistake.
    assertThat(
            rig.post(
                    "buyer",
                    "/api/supply/deliveries/"
                        + page.path("deliveries").path(0).path("id")
                        + "/steps",
                    Map.of("step", "settle", "version", 3))
                .code())
        .isEqualTo("changed");
    proposed("buyer", page, "196", 4).ok();
    proposed("supplier", page, "197", 5).ok();
    assertThat(told()).isEqualTo(3);
    rig.clock.advance(Duration.ofDays(2));
    proposed("supplier", page, "198", 6).ok();
    assertThat(told()).isEqualTo(4);
  }

  @Test
  void goodsInDispute_areNotLate() throws Exception {
    JsonNode order = disputed().path("order");

    rig.clock.set(Instant.parse("2026-11-25T00:00:00Z"));

    assertThat(
            rig.get("buyer", "/api/supply/orders/" + order.path("id"))
                .path("order")
                .path("warnings"))
        .isEmpty();
  }
}
