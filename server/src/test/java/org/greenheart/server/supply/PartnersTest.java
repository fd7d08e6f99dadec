// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.SupplyPartner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposing and ending a partnership, and how often that rings. */
final class PartnersTest {
  @TempDir private Path folder;
  private SupplyRig rig;

  @BeforeEach
  void start() {
    rig = new SupplyRig(folder, registry -> List.of());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer proposed(String who) throws Exception {
    boolean buys = who.equals("buyer");
    long own = buys ? rig.buyer : rig.supplier;
    long other = buys ? rig.supplier : rig.buyer;
    String code = rig.registry.places().enterprises().find(other).orElseThrow().creditCode();
    return rig.post(
        who,
        "/api/supply/partners",
        Map.of("enterprise", own, "partner", code, "as", buys ? "buyer" : "supplier"));
  }

  private void step(String who, String step) throws Exception {
    SupplyPartner partner = rig.registry.supply().partners().getFirst();
    rig.post(
            who,
            "/api/supply/partners/" + partner.id() + "/steps",
            Map.of("step", step, "version", partner.version()))
        .ok();
  }

  /** What was told, in order. */
  private List<String> told() {
    return rig.registry.notices().unspread(100).stream()
        .map(NoticeEvent::text)
        .map(text -> text.substring("partner-".length(), text.indexOf('\n')))
        .toList();
  }

  @Test
  void proposal_waitsAlone() throws Exception {
    proposed("buyer").ok();

    assertThat(proposed("buyer").code()).isEqualTo("partner-waits");
    assertThat(proposed("supplier").code()).isEqualTo("partner-waits");
    step("supplier", "accept");
    assertThat(proposed("buyer").code()).isEqualTo("partner-exists");
    assertThat(told()).containsExactly("propose", "accept");
  }

  @Test
  void proposalTakenBackAndMadeAgain_ringsOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(proposed("buyer").ok().path("asked").asBoolean()).isTrue();
      step("buyer", "end");
    }
    assertThat(told()).containsExactly("propose");

    rig.clock.set(SupplyRig.NOW.plus(Duration.ofDays(31)));
    proposed("buyer").ok();
    assertThat(told()).containsExactly("propose", "propose");
  }

  @Test
  void whoWasDeclined_waitsForTheOtherToAsk() throws Exception {
    proposed("buyer").ok();
    step("supplier", "end");

    assertThat(proposed("buyer").code()).isEqualTo("partner-declined");
    assertThat(told()).containsExactly("propose", "end");

    proposed("supplier").ok();
    step("buyer", "accept");
    step("supplier", "end");
    proposed("buyer").ok();
    assertThat(told()).containsExactly("propose", "end", "propose", "accept", "end", "propose");
  }

  @Test
  void stockSharedAndHiddenAgainAndAgain_ringsOnceForEach() throws Exception {
    proposed("buyer").ok();
    step("supplier", "accept");
    for (int i = 0; i < 3; i++) {
      step("supplier", "show-stock");
      step("supplier", "hide-stock");
    }

    assertThat(told()).containsExactly("propose", "accept", "show-stock", "hide-stock");
  }

  @Test
  void forecastSaidTwice_ringsOnce() throws Exception {
    long partner = rig.partners();
    long product = rig.product("supplier", rig.supplier, "P-1", SupplyRig.GTIN);
    int before = rig.registry.notices().unspread(100).size();
    for (String quantity : List.of("5", "5.0", "6")) {
      rig.send(
              "buyer",
              "PUT",
              "/api/supply/forecast",
              Map.of(
                  "partner", partner, "product", product, "month", "2026-12", "quantity", quantity))
          .ok();
    }

    assertThat(rig.registry.notices().unspread(100)).hasSize(before + 2);
  }
}
