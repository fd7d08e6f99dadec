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

/** Two enterprises with the same codes: neither can take the other's. */
final class OwnedCodesTest {
  private static final String CODE = "01/" + SupplyRig.GTIN + "/10/L1";

  @TempDir private Path folder;
  private SupplyRig rig;
  private long ofRival;
  private long ofKilns;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    // Rival comes first.
    ofRival = rig.product("rival", rig.rival, "P-1", SupplyRig.GTIN);
    ofKilns = rig.product("supplier", rig.supplier, "P-1", SupplyRig.GTIN);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer made(String who, long product, String code) throws Exception {
    return rig.post(
        who,
        "/api/supply/lots",
        Map.of(
            "product",
            product,
            "code",
            code,
            "quantity",
            10,
            "madeFrom",
            "2026-11-01",
            "madeTo",
            "2026-11-01",
            "shown",
            List.of("owner")));
  }

  private Answer registered(long firm, String prefix) throws Exception {
    return rig.post(
        "operator", "/api/supply/prefixes", Map.of("enterprise", firm, "prefix", prefix));
  }

  private Answer page(String code) throws Exception {
    return rig.send("rival", "GET", "/api/public/lots?code=" + code, null);
  }

  @Test
  void codesThatAnotherHas_areStillOnesOwn() throws Exception {
    made("rival", ofRival, CODE).ok();

    made("supplier", ofKilns, CODE).ok();
    assertThat(made("supplier", ofKilns, CODE).code()).isEqualTo("lot-code-taken");
    Answer twice =
        rig.post(
            "supplier",
            "/api/supply/products",
            Map.of(
                "enterprise",
                rig.supplier,
                "code",
                "P-2",
                "gtin",
                SupplyRig.GTIN,
                "name",
                "盘",
                "unit",
                "pcs"));
    assertThat(twice.code()).isEqualTo("gtin-taken");
    assertThat(
            rig.post(
                    "supplier",
                    "/api/supply/products",
                    Map.of("enterprise", rig.supplier, "code", "P-1", "name", "盘", "unit", "pcs"))
                .code())
        .isEqualTo("product-code-taken");
  }

  @Test
  void publicPage_isOfWhoeverHoldsThePrefix_whoeverWasFirst() throws Exception {
    made("rival", ofRival, CODE).ok();
    JsonNode lot = made("supplier", ofKilns, CODE).ok();
    assertThat(lot.path("held").asBoolean()).isFalse();
    assertThat(page(CODE).code()).isEqualTo("lot-not-found");

    registered(rig.supplier, "950600013").ok();

    assertThat(page(CODE).ok().path("owner").path("en").asText()).isEqualTo("Kilns");
    String path = "/api/supply/lots/" + lot.path("lot").path("id");
    assertThat(rig.get("supplier", path).path("held").asBoolean()).isTrue();
    assertThat(made("rival", ofRival, "01/" + SupplyRig.GTIN + "/10/L2").code())
        .isEqualTo("lot-other-prefix");
    made("rival", ofRival, "hdl/88.100/L2").ok();
  }

  @Test
  void prefix_isRegisteredOnce_andSeenByItsHolder() throws Exception {
    long id = registered(rig.supplier, "950600013").ok().path("id").asLong();

    assertThat(registered(rig.rival, "9506000").code()).isEqualTo("prefix-taken");
    assertThat(registered(rig.rival, "9506000134352").code()).isEqualTo("prefix-taken");
    assertThat(registered(rig.rival, "95x").code()).isEqualTo("prefix-form");
    assertThat(registered(99_999, "hdl/88.100").code()).isEqualTo("not-found");
    assertThat(rig.get("supplier", "/api/supply/prefixes").findValuesAsText("prefix"))
        .containsExactly("950600013");
    assertThat(rig.get("rival", "/api/supply/prefixes")).isEmpty();

    assertThat(rig.send("operator", "DELETE", "/api/supply/prefixes/" + id, null).status())
        .isEqualTo(204);
    registered(rig.rival, "950600013").ok();
  }

  @Test
  void codeOfTwoReceivedLots_isToldApartByTheId() throws Exception {
    JsonNode first = made("rival", ofRival, CODE).ok().path("lot");
    JsonNode second = made("supplier", ofKilns, CODE).ok().path("lot");
    long set = rig.product("buyer", rig.buyer, "SET", "");
    for (String seller : List.of("rival", "supplier")) {
      long partner = rig.partners("buyer", seller);
      long product = seller.equals("rival") ? ofRival : ofKilns;
      JsonNode order =
          rig.confirmed("buyer", seller, rig.agreed("buyer", seller, partner, product, 9), 5);
      JsonNode page = rig.ship(seller, order, first, 5);
      rig.receive(page, 5, "passed");
    }

    assertThat(set(set, Map.of("lot", CODE, "quantity", 1)).code()).isEqualTo("lot-ambiguous");
    JsonNode made = set(set, Map.of("lot", CODE, "id", second.path("id"), "quantity", 2)).ok();
    assertThat(made.path("inputs").path(0).path("lot")).isEqualTo(second.path("id"));
  }

  private Answer set(long product, Object input) throws Exception {
    return rig.post(
        "buyer",
        "/api/supply/lots",
        Map.of(
            "product",
            product,
            "code",
            "hdl/88.7/S1",
            "quantity",
            1,
            "madeFrom",
            "2026-11-02",
            "madeTo",
            "2026-11-02",
            "inputs",
            List.of(input)));
  }
}
