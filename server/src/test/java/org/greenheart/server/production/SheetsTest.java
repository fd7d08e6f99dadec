// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.places.ImportError;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.ImportResult;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.WorkUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kilns, products and batches from files: right ones, and each fault on its row. */
final class SheetsTest {
  /** 2026-03-10 10:00 in Beijing. */
  private static final Instant NOW = Instant.parse("2026-03-10T02:00:00Z");

  @TempDir private Path folder;
  private Registry registry;
  private long works;
  private long neighbour;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    works = enterprise("91330100MA2B00001");
    neighbour = enterprise("91330100MA2B00002");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private long enterprise(String code) {
    return registry
        .places()
        .enterprises()
        .put(new Enterprise(0, CreditCode.complete(code), "窑厂" + code, null, "3074", 0, null))
        .row()
        .id();
  }

  private ImportResult read(ImportForm form, String file) {
    return new PlaceImport(registry).run(form, file.getBytes(UTF_8), false);
  }

  private static List<String> faults(ImportResult result) {
    assertThat(result.applied()).isFalse();
    return result.errors().stream().map(error -> error.row() + " " + error.code()).toList();
  }

  private static final String UNITS =
      """
      编码,名称,类型,所属
      L1,一线,产线,
      K1,一号窑,窑炉,L1
      """;

  private static final String PRODUCTS =
      """
      产品编码,名称,单位,单件质量
      BOWL,碗,吨,
      CUP,杯,件,0.35
      """;

  @Test
  void kilnsAndProducts_areKept_andAgainChangeNothing_andWhatIsNotSaidStays() {
    assertThat(read(UnitSheet.of(works), UNITS).applied()).isTrue();
    assertThat(read(ProductSheet.of(works), PRODUCTS).applied()).isTrue();

    List<WorkUnit> units = registry.production().units().list();
    assertThat(units)
        .extracting(WorkUnit::kind)
        .containsExactly(WorkUnit.Kind.LINE, WorkUnit.Kind.KILN);
    assertThat(units.get(1).parent()).isEqualTo(units.get(0).id());
    assertThat(registry.production().products().list())
        .extracting(Product::unit)
        .containsExactly("t", "piece");

    assertThat(read(UnitSheet.of(works), UNITS).unchanged()).isEqualTo(2);
    assertThat(read(UnitSheet.of(works), "code,name\nK1,一号窑\n").unchanged()).isEqualTo(1);
    assertThat(read(ProductSheet.of(works), "code,name,unit\nCUP,大杯,piece\n").changed())
        .isEqualTo(1);
    assertThat(registry.production().products().list().get(1).kilograms()).hasToString("0.35");
  }

  @Test
  void faultsOfKilnsAndProducts_areToldOnTheirRows_andNothingIsKept() {
    assertThat(
            faults(
                read(
                    UnitSheet.of(works),
                    """
                    code,name,kind,parent
                    L1,一线,line,
                    K1,一号窑,oven,L1
                    K2,二号窑,kiln,L9
                    L1,一线,line,
                    """)))
        .containsExactly("3 unit-kind", "4 unknown-unit", "5 row-twice");
    assertThat(
            faults(
                read(
                    ProductSheet.of(works),
                    """
                    产品编码,名称,单位,单件质量,限额
                    BOWL,碗,0.35,件,
                    CUP,杯,kg,,
                    POT,壶,件,-1,
                    JAR,罐,件,1,nothing known
                    """)))
        .containsExactly(
            "2 number-unreadable", "3 product-unit", "4 product-mass", "5 unknown-quota");
    assertThat(registry.production().units().list()).isEmpty();
    assertThat(registry.production().products().list()).isEmpty();
  }

  private ImportResult batches(String rows) {
    return read(OutputSheet.of(works, "clerk"), "产品,产线,批次,开始,结束,产量,单位,合格量,作废,原因\n" + rows);
  }

  @Test
  void faultsOfBatches_areToldOnTheirRows_andNothingIsKept() {
    read(UnitSheet.of(works), UNITS);
    read(ProductSheet.of(works), PRODUCTS);
    read(UnitSheet.of(neighbour), "code,name\nK7,七号窑\n");

    ImportResult result =
        batches(
            """
            BOWL,K1,B1,2026-03-09,2026-03-10,24,t,23,,
            BOWL,t,B2,2026-03-09,2026-03-09,24,,,,
            BOWL,K7,B3,2026-03-09,2026-03-09,24,,,,
            BOWL,K1,B4,2026-03-11,2026-03-11,24,,,,
            BOWL,K1,B5,2026-03-10,2026-03-11,24,,,,
            BOWL,K1,B6,2026-03-09,2026-03-09,24,t,25,,
            BOWL,K1,B7,2026-03-09,2026-03-09,24,件,,,
            BOWL,K1,B1,2026-03-09,2026-03-10,25,t,,,
            BOWL,K1,B8,2026-03-09,2026-03-09,24,t,,maybe,
            BOWL,K1,,2026-03-09,2026-03-09,24,t,,,
            """);

    assertThat(faults(result))
        .containsExactly(
            "3 unknown-unit",
            "4 unknown-unit",
            "5 period-ahead",
            "6 period-ahead",
            "7 output-qualified",
            "8 output-unit",
            "9 correction-why",
            "10 word-unknown",
            "11 field-missing");
    assertThat(result.errors()).extracting(ImportError::value).contains("K7", "2026-03-11", "件");
    assertThat(registry.production().history(1, "B1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"产量(kg)", "产量（吨）", "产量 (万件)"})
  void unitInTheHeadOfAnAmount_isRefused_sinceNobodyWouldReadIt(String head) {
    read(ProductSheet.of(works), PRODUCTS);

    ImportResult result =
        read(
            OutputSheet.of(works, "clerk"),
            "产品,批次,开始,结束," + head + "\nBOWL,B1,2026-03-09,2026-03-09,24\n");

    assertThat(faults(result)).containsExactly("1 unit-wrong-column");
    assertThat(result.errors().getFirst().column()).isEqualTo(head);
    assertThat(registry.production().history(1, "B1")).isEmpty();
  }

  @Test
  void massOfAProduct_isInKilograms_whateverTheHeadSays() {
    assertThat(faults(read(ProductSheet.of(works), "编码,名称,单位,单重(g)\nCUP,杯,件,350\n")))
        .containsExactly("1 unit-wrong-column");
    assertThat(read(ProductSheet.of(works), "编码,名称,单位,单重(kg),限额(没有则空)\nCUP,杯,件,0.35,\n").applied())
        .isTrue();
  }

  @Test
  void withdrawnBatch_countsNoMore_andProductWithBatchesKeepsItsUnit() {
    read(UnitSheet.of(works), UNITS);
    read(ProductSheet.of(works), PRODUCTS);
    assertThat(batches("CUP,K1,C1,2026-03-09,2026-03-09,100,件,,,\n").applied()).isTrue();

    assertThat(faults(read(ProductSheet.of(works), "code,name,unit\nCUP,杯,t\n")))
        .containsExactly("2 product-unit-kept");
    assertThat(batches("CUP,K1,C1,2026-03-09,2026-03-09,100,件,,是,entered twice\n").changed())
        .isEqualTo(1);

    long cup = registry.production().products().list().get(1).id();
    assertThat(registry.production().outputs(works, Periods.year(2026))).isEmpty();
    assertThat(registry.production().history(cup, "C1"))
        .extracting(OutputEntry::withdrawn)
        .containsExactly(true, false);
  }
}
