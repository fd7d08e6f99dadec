// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue and counts of stock, brought as sheets. */
final class GoodsSheetTest {
  private static final String PRODUCTS =
      """
      产品编码,产品名称,英文名称,商品条码,单位,在目录中
      PLATE,瓷盘,Plate,9506000134352,pcs,是
      CUP,瓷杯,,,pcs,否
      """;

  @TempDir private Path folder;
  private SupplyRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new SupplyRig(folder, registry -> List.of());
    long _ = rig.partners();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer brought(String who, String what, String sheet) throws Exception {
    return rig.post(who, "/api/supply/import/" + what, sheet);
  }

  private static String error(Answer answer) {
    return answer.json().path("errors").path(0).path("row").asText()
        + " "
        + answer.json().path("errors").path(0).path("code").asText();
  }

  @Test
  void catalogueBroughtTwice_changesNothingTheSecondTime() throws Exception {
    assertThat(brought("supplier", "products", PRODUCTS).ok().path("added").asInt()).isEqualTo(2);
    assertThat(brought("supplier", "products", PRODUCTS).ok().path("unchanged").asInt())
        .isEqualTo(2);
    assertThat(
            brought("supplier", "products", PRODUCTS.replace("瓷盘", "大瓷盘"))
                .ok()
                .path("changed")
                .asInt())
        .isEqualTo(1);
    assertThat(rig.get("buyer", "/api/supply/products"))
        .extracting(product -> product.path("name").path("zh").asText())
        .containsExactly("大瓷盘");
  }

  @Test
  void oneWrongRow_bringsNothing() throws Exception {
    Answer refused =
        brought("supplier", "products", PRODUCTS.replace("9506000134352", "9506000134353"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(error(refused)).isEqualTo("2 gtin-check");
    assertThat(rig.get("supplier", "/api/supply/products")).isEmpty();
  }

  @Test
  void counts_areOfOwnAndSuppliersProducts() throws Exception {
    brought("supplier", "products", PRODUCTS).ok();

    brought("buyer", "stock", "产品编码,数量\nPLATE,120.5\n").ok();
    assertThat(error(brought("buyer", "stock", "产品编码,数量\nPLATE,1\nCUP,5\n")))
        .isEqualTo("3 product-unknown");
    assertThat(error(brought("rival", "stock", "产品编码,数量\nPLATE,5\n")))
        .isEqualTo("2 product-unknown");
    assertThat(error(brought("buyer", "stock", "产品编码,数量\nPLATE,-1\n")))
        .isEqualTo("2 quantity-range");
    assertThat(error(brought("operator", "stock", "产品编码,数量\nPLATE,1\n")))
        .isEqualTo("2 enterprise-missing");
    assertThat(rig.get("buyer", "/api/supply/stock").findValuesAsText("quantity"))
        .containsExactly("120.5");
  }

  @Test
  void productOnTwoRows_isAnErrorOfTheSecond() throws Exception {
    assertThat(error(brought("supplier", "products", PRODUCTS + "PLATE,盘,,,pcs,是\n")))
        .isEqualTo("4 product-twice");
    brought("supplier", "products", PRODUCTS).ok();

    // By its code and by its GTIN it is the same.
    assertThat(error(brought("buyer", "stock", "产品编码,数量\nPLATE,7\n09506000134352,5\n")))
        .isEqualTo("3 product-twice");
    assertThat(rig.get("buyer", "/api/supply/stock")).isEmpty();
  }

  @Test
  void gtinOfThirteenDigits_isThatOfFourteen() throws Exception {
    brought("supplier", "products", PRODUCTS).ok();

    brought("buyer", "stock", "产品编码,数量\n9506000134352,7\n").ok();

    assertThat(rig.get("buyer", "/api/supply/stock").findValuesAsText("quantity"))
        .containsExactly("7");
    assertThat(rig.get("buyer", "/api/supply/products?code=9506000134352")).hasSize(1);
    assertThat(rig.get("buyer", "/api/supply/products?code=134352")).isEmpty();
  }

  @Test
  void unitOfWhatIsCounted_staysWhatItIs() throws Exception {
    brought("supplier", "products", PRODUCTS).ok();
    brought("supplier", "products", PRODUCTS.replace("pcs", "t")).ok();
    brought("buyer", "stock", "产品编码,数量\nPLATE,7\n").ok();

    assertThat(error(brought("supplier", "products", PRODUCTS))).isEqualTo("2 product-unit-used");
    brought("supplier", "products", PRODUCTS.replace("pcs", "t").replace("瓷盘", "大瓷盘")).ok();
    assertThat(rig.get("buyer", "/api/supply/products?code=PLATE").path(0).path("unit").asText())
        .isEqualTo("t");
  }

  @Test
  void codeOfTwoProducts_isToldApartByTheOwner() throws Exception {
    brought("supplier", "products", PRODUCTS).ok();
    brought("buyer", "products", PRODUCTS).ok();
    String owner =
        rig.registry.places().enterprises().find(rig.supplier).orElseThrow().creditCode();

    for (String code : List.of("PLATE", "09506000134352")) {
      assertThat(error(brought("buyer", "stock", "产品编码,数量\n%s,5\n".formatted(code))))
          .isEqualTo("2 product-ambiguous");
    }
    brought("buyer", "stock", "产品编码,数量,供应商信用代码\nPLATE,5,%s\n".formatted(owner)).ok();

    JsonNode stock = rig.get("buyer", "/api/supply/stock").path(0);
    assertThat(stock.path("product").path("owner").path("creditCode").asText()).isEqualTo(owner);
  }

  @Test
  void anothersEnterprise_isUnknown() throws Exception {
    String code = rig.registry.places().enterprises().find(rig.supplier).orElseThrow().creditCode();

    Answer refused =
        brought("rival", "products", "统一社会信用代码,产品编码,产品名称,单位\n%s,A,a,pcs\n".formatted(code));

    assertThat(error(refused)).isEqualTo("2 enterprise-unknown");
  }
}
