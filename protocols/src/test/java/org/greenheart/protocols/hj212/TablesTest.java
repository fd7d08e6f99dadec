// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources: factors, names, and the spelling of fields. */
final class TablesTest {
  private static final FactorTable FACTORS = FactorTable.standard();

  @Test
  void factors_areAllThere() {
    assertThat(FACTORS.all()).hasSizeGreaterThan(400);
    assertThat(FACTORS.all())
        .allSatisfy(
            factor -> {
              assertThat(factor.zh()).isNotEmpty();
              assertThat(factor.en()).isNotEmpty();
              assertThat(factor.source()).isNotEmpty();
            });
  }

  @Test
  void find_codeOf2017() {
    Factor cod = FACTORS.find("w01018").orElseThrow();

    assertThat(cod.zh()).isEqualTo("化学需氧量");
    assertThat(cod.en()).isEqualTo("Chemical oxygen demand (CODCr)");
    assertThat(cod.unit()).isEqualTo("mg/L");
    assertThat(cod.dischargeUnit()).isEqualTo("kg");
    assertThat(cod.decimals()).isEqualTo(1);
    assertThat(cod.medium()).isEqualTo(Medium.WATER);
    assertThat(cod.code2005()).isEqualTo("011");
    assertThat(cod.standard()).isEqualTo("2017");
  }

  @Test
  void find_codeThatChangedIn2025_dependsOnTheEdition() {
    assertThat(FACTORS.find("a34013").orElseThrow().zh()).isEqualTo("烟尘");
    assertThat(FACTORS.find("a34013", Hj212Version.V2025).orElseThrow().zh()).isEqualTo("颗粒物（烟尘）");
    assertThat(FACTORS.find("a34013", Hj212Version.V2017).orElseThrow().decimals()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"e30102, 污水提升泵", "g11101, 脱硫塔内浆液pH", "i33315, 炉膛内上部焚烧温度", "L5, 累计百分声级L5"})
  void find_codeWithAnEquipmentNumber(String code, String zh) {
    assertThat(FACTORS.find(code).orElseThrow().zh()).isEqualTo(zh);
  }

  @Test
  void find_unknownCode_isEmpty() {
    assertThat(FACTORS.find("x99999")).isEmpty();
    assertThat(FACTORS.find("")).isEmpty();
    assertThat(FACTORS.find("e301ab")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // water codes under water systems
    "011, 32, w01018",
    "060, 32, w21003",
    "B01, 32, w00000",
    "001, 21, w01001",
    // air codes under air systems
    "02, 31, a21026",
    "S01, 31, a19001",
    "B02, 31, a00000",
    "01, 22, a34013",
    // doubt: another medium, no medium, no successor, not an old code
    "011, 31, 011",
    "02, 32, 02",
    "B02, 32, B02",
    "02, 52, 02",
    "02, '', 02",
    "025, 32, 025",
    "B03, 31, B03",
    "w01018, 32, w01018",
    "a21026, 32, a21026",
    "LD3, 31, LD3"
  })
  void canonical_mapsOnlyWithoutDoubt(String code, String st, String canonical) {
    assertThat(FACTORS.canonical(code, st)).isEqualTo(canonical);
  }

  @Test
  void glossary_namesByEdition() {
    assertThat(Glossary.command("2011", Hj212Version.V2017).orElseThrow().zh())
        .isEqualTo("污染物实时数据");
    assertThat(Glossary.command("1001", Hj212Version.V2005).orElseThrow().en())
        .isEqualTo("Set time before an alarm");
    assertThat(Glossary.command("1001", Hj212Version.V2025).orElseThrow().zh())
        .isEqualTo("上传数采仪硬件序号");
    assertThat(Glossary.mark("S", Hj212Version.V2005).orElseThrow().zh()).isEqualTo("设定值");
    assertThat(Glossary.mark("S", Hj212Version.V2017).orElseThrow().zh()).isEqualTo("手工输入");
    assertThat(Glossary.systemType("31").orElseThrow().zh()).isEqualTo("大气环境污染源");
    assertThat(Glossary.requestResult("9").orElseThrow().en()).isEqualTo("CRC wrong");
    assertThat(Glossary.executionResult("100").orElseThrow().en()).isEqualTo("no data");
    assertThat(Glossary.headerField("MN").orElseThrow().zh()).isEqualTo("设备唯一标识");
    assertThat(Glossary.field("ZsAvg").orElseThrow().zh()).isEqualTo("折算平均值");
    assertThat(Glossary.command("7777", Hj212Version.V2017)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DataTime, '', DataTime",
    "datatime, '', DataTime",
    "PollD, '', PolId",
    "PolID, '', PolId",
    "Recount, '', ReCount",
    "ReprotTime, '', ReportTime",
    "ExtRtn, '', ExeRtn",
    "WarmTime, '', WarnTime",
    "FANSTATUS, '', FANSTATUS",
    "w01018-Rtd, w01018, Rtd",
    "a21026-rtd, a21026, Rtd",
    "w01001--Avg, w01001, Avg",
    "LA -Rtd, LA, Rtd",
    "LA-td, LA, Rtd",
    "100000-Pa_ave, 100000, Pa_ave",
    "SB1-RS, SB1, RS",
    "a-b-Rtd, a-b, Rtd",
    "-Rtd, '', -Rtd"
  })
  void field_meansWhatItsNameMeans(String name, String code, String part) {
    assertThat(Field.of(name, "1")).isEqualTo(new Field(name, "1", code, part));
  }

  @Test
  void deviationCodes_areStableWords() {
    assertThat(DeviationCode.values())
        .allSatisfy(code -> assertThat(code.code()).matches("[a-z0-9]+(-[a-z0-9]+)*"))
        .extracting(DeviationCode::code)
        .doesNotHaveDuplicates();
  }

  @Test
  void unit_ofAmbientAir_isThatOfItsLimits() {
    FactorTable table = FactorTable.standard();
    assertThat(table.unit("a34004", "22")).isEqualTo("ug/m3");
    assertThat(table.unit("a21026", "22")).isEqualTo("ug/m3");
    assertThat(table.unit("a21005", "22")).isEqualTo("mg/m3");
    assertThat(table.unit("a21026", "31")).isEqualTo("mg/m3");
    assertThat(table.unit("a34002", "39")).isEqualTo("ug/m3");
    assertThat(table.unit("nothing", "22")).isEmpty();
  }
}
