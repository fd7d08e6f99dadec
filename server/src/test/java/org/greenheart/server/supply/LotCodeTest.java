// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenheart.storage.registry.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LotCodeTest {
  /** The GTIN is the example of the GS1 Digital Link standard. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(01)09506000134352(10)ABC123",
        "(01)9506000134352(10)ABC123",
        "https://id.gs1.org/01/09506000134352/10/ABC123",
        "https://example.com/some/path/01/09506000134352/10/ABC123?17=271231",
        "urn:epc:class:lgtin:9506000.013435.ABC123",
        "01/09506000134352/10/ABC123"
      })
  void allWaysToWriteAGs1Lot_areOne(String text) {
    assertThat(LotCode.read(text)).isEqualTo("01/09506000134352/10/ABC123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "88.1000.7/LOT-1",
        "hdl:88.1000.7/LOT-1",
        "https://hdl.handle.net/88.1000.7/LOT-1"
      })
  void handle_isRead(String text) {
    assertThat(LotCode.read(text)).isEqualTo("hdl/88.1000.7/LOT-1");
    assertThat(LotCode.uri(LotCode.read(text))).isEqualTo("https://hdl.handle.net/88.1000.7/LOT-1");
  }

  @Test
  void thingOfALot_isNoLot_butTellsOfIt() {
    String thing = "https://id.gs1.org/01/09506000134352/10/ABC123/21/7";

    assertThat(LotCode.find(thing)).isEmpty();
    assertThat(LotCode.told(thing)).contains("01/09506000134352/10/ABC123");
    assertThat(LotCode.told(thing.replace("352", "353"))).isEmpty();
    assertThat(LotCode.told(thing.replace("https", "HTTPS").replace("/10/", "/22/2A/10/")))
        .contains("01/09506000134352/10/ABC123");
    assertThat(LotCode.told("hdl:88.100/LOT-1")).contains("hdl/88.100/LOT-1");
    assertThat(LotCode.told("urn:epc:id:sgtin:9506000.013435.7")).isEmpty();
  }

  @Test
  void wrongCheckDigit_namesTheRightOne() {
    assertThatThrownBy(() -> LotCode.read("(01)09506000134353(10)A"))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("gtin-check");
              assertThat(e.rule()).contains("must end in 2");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lot 1",
        "(01)09506000134352",
        "(01)09506000134352(10)A B",
        "(01)09506000134352(10)A%ZZ",
        "01/09506000134352/10/A%"
      })
  void anythingElse_isNoCode(String text) {
    assertThatThrownBy(() -> LotCode.read(text))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("lot-code"));
  }
}
