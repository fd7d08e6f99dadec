// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that grow are read page by page, newest first, without others' rows between. */
final class SupplyListTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private long ofMotor;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    ofMotor = rig.partners();
    long ofCanteen = rig.partners("other", "supplier");
    long plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    for (int i = 0; i < 3; i++) {
      JsonNode request = rig.agreed(ofMotor, plate, 100);
      rig.confirmed("other", "supplier", rig.agreed("other", "supplier", ofCanteen, plate, 9), 9);
      JsonNode order = rig.confirmed(request, 10);
      rig.ship(order, rig.lot("supplier", plate, 10, List.of()), 10);
    }
    rig.lot("supplier", plate, 10, List.of());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private List<Long> ids(String who, String path) throws Exception {
    return StreamSupport.stream(rig.get(who, "/api/supply/" + path).spliterator(), false)
        .map(row -> row.path("id").asLong())
        .toList();
  }

  private void isPaged(String who, String list, int rows) throws Exception {
    List<Long> all = ids(who, list);
    assertThat(all).as(list).hasSize(rows);
    assertThat(all).as(list).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(ids(who, list + "?limit=2")).as(list).isEqualTo(all.subList(0, 2));
    assertThat(ids(who, list + "?limit=2&before=" + all.get(1)))
        .as(list)
        .isEqualTo(all.subList(2, Math.min(4, rows)));
    assertThat(ids(who, list + "?before=" + all.getLast())).as(list).isEmpty();
  }

  @Test
  void requestsOrdersAndLots_arePaged() throws Exception {
    isPaged("buyer", "requests", 3);
    isPaged("supplier", "requests", 6);
    isPaged("buyer", "orders", 3);
    isPaged("supplier", "orders", 6);
    isPaged("buyer", "lots", 3);
    isPaged("supplier", "lots", 4);
    isPaged("operator", "lots", 4);
  }

  @Test
  void catalogueStockAndForecasts_arePaged() throws Exception {
    List<Long> products = new ArrayList<>(ids("supplier", "products"));
    for (int i = 0; i < 3; i++) {
      products.add(rig.product("supplier", rig.supplier, "CUP-" + i, ""));
    }
    long own = rig.product("buyer", rig.buyer, "SET", "");
    for (long product : products) {
      put("stock", Map.of("enterprise", rig.buyer, "product", product, "quantity", 5));
      Map<String, Object> needed =
          Map.of("partner", ofMotor, "product", product, "month", "2026-12", "quantity", 5);
      put("forecast", needed);
    }

    isPaged("supplier", "products", 4);
    isPaged("buyer", "products", 5);
    assertThat(ids("buyer", "products?owner=" + rig.buyer)).containsExactly(own);
    assertThat(ids("buyer", "products?code=CUP-1")).containsExactly(products.get(2));
    assertThat(ids("buyer", "products?code=" + SupplyRig.GTIN))
        .containsExactly(products.getFirst());
    assertThat(ids("rival", "products?owner=" + rig.supplier)).isEmpty();
    isPaged("buyer", "stock", 4);
    isPaged("buyer", "forecast", 4);
    isPaged("supplier", "forecast", 4);
    assertThat(ids("supplier", "stock")).isEmpty();
    assertThat(ids("other", "forecast")).isEmpty();
  }

  private void put(String what, Object body) throws Exception {
    rig.send("buyer", "PUT", "/api/supply/" + what, body).ok();
  }

  @Test
  void openOrders_leaveOutWhatIsDone() throws Exception {
    long order = ids("buyer", "orders").getFirst();
    JsonNode page = rig.get("buyer", "/api/supply/orders/" + order);
    rig.receive(page, 10, "passed");

    assertThat(ids("buyer", "orders?open=true")).hasSize(2).doesNotContain(order);
  }

  @Test
  void lots_areFoundByTheirProduct() throws Exception {
    long product = rig.product("supplier", rig.supplier, "CUP", "09506000117843");
    rig.lot("supplier", product, 5, List.of());

    assertThat(ids("supplier", "lots?product=" + product)).hasSize(1);
    assertThat(ids("buyer", "lots?product=" + product)).isEmpty();
    assertThat(rig.send("buyer", "GET", "/api/supply/lots?limit=x", null).code())
        .isEqualTo("number-unreadable");
  }
}
