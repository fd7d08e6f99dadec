// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.GeoPoint;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Location;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.Thing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceImportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String WORKS = CreditCode.complete("91440100MA5DEM001");
  private static final String INLET = "88888880000001";
  private static final String OUTLET = "88888880000002";

  private static final String AREAS =
      """
      级别,编码,名称,name_en,上级编码
      市,9901,青禾市,Qinghe City,
      区,990101,柳湾区,Liuwan District,9901
      street,990101001,柳湾街道,,990101
      """;
  private static final String ENTERPRISES =
      """
      credit_code,name,industry,area,address
      %s,示例涂装厂,3360,990101,织霞路 6 号
      """
          .formatted(WORKS);
  private static final String OUTLETS =
      """
      enterprise,code,name
      %s,DA001,喷涂一线排气筒
      %s,DW001,总排口
      """
          .formatted(WORKS, WORKS);
  private static final String PERMITS =
      """
      统一社会信用代码,许可证编号,有效期起,有效期止,排放口编号,污染物代码,取值时间,单位,下限,许可浓度限值,许可年排放量
      %1$s,%1$s001P,2024/1/1,2028年12月31日,DA001,a24088,,mg/m³,,50.0,3.6
      %1$s,%1$s001P,2024-01-01,2028-12-31,DW001,w01001,,,6,9,
      """
          .formatted(WORKS);
  private static final String FACILITIES =
      "enterprise,code,name,process\n%s,TA001,活性炭箱,吸附\n".formatted(WORKS);
  private static final String POINTS =
      """
      MN,名称,英文名称,系统编码,经度(°),纬度(°),区域编码,统一社会信用代码,排放口编号,治理设施编号
      %2$s,一线进口,Line 1 inlet,31,112.03,28.57,990101001,%1$s,,TA001
      %3$s,一线出口,Line 1 outlet,31,112.03,28.57,990101001,%1$s,DA001,
      """
          .formatted(WORKS, INLET, OUTLET);
  private static final String PAIRS =
      "enterprise,facility,inlet,outlet,minimum_efficiency\n%s,TA001,%s,%s,80\n"
          .formatted(WORKS, INLET, OUTLET);
  private static final String GROUPS =
      "code,name,deviceId\nvoc,挥发性有机物,%s\nvoc,挥发性有机物,%s\n".formatted(INLET, OUTLET);

  @TempDir private Path folder;
  private Registry registry;
  private PlaceImport importer;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    importer = new PlaceImport(registry);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private ImportResult run(ImportKind kind, String csv) {
    return importer.run(kind, csv.getBytes(UTF_8), false);
  }

  private ImportResult preview(ImportKind kind, String csv) {
    return importer.run(kind, csv.getBytes(UTF_8), true);
  }

  private static String content(ImportKind kind) {
    return switch (kind) {
      case AREAS -> AREAS;
      case ENTERPRISES -> ENTERPRISES;
      case OUTLETS -> OUTLETS;
      case PERMITS -> PERMITS;
      case FACILITIES -> FACILITIES;
      case POINTS -> POINTS;
      case PAIRS -> PAIRS;
      case GROUPS -> GROUPS;
    };
  }

  private void importUpTo(ImportKind last) {
    for (ImportKind kind : ImportKind.values()) {
      ImportResult result = run(kind, content(kind));
      assertThat(result.errors()).as(kind.text()).isEmpty();
      assertThat(result.applied()).isTrue();
      if (kind == last) {
        return;
      }
    }
  }

  private Device device(String deviceId) {
    return registry.devices().find("hj212", deviceId).orElseThrow();
  }

  private static void assertError(ImportResult result, int row, String column, String code) {
    assertThat(result.applied()).isFalse();
    assertThat(result.errors())
        .extracting(ImportError::row, ImportError::column, ImportError::code)
        .containsExactly(tuple(row, column, code));
  }

  @Test
  void everyKind_twice_changesNothingTheSecondTime() {
    importUpTo(ImportKind.GROUPS);

    for (ImportKind kind : ImportKind.values()) {
      ImportResult again = run(kind, content(kind));

      assertThat(again.applied()).isTrue();
      assertThat(again.unchanged()).as(kind.text()).isEqualTo(again.rows()).isPositive();
      assertThat(again.added() + again.changed()).isZero();
    }
  }

  @Test
  void preview_tellsWhatWouldHappen_andChangesNothing() {
    ImportResult preview = preview(ImportKind.AREAS, AREAS);

    assertThat(preview).isEqualTo(new ImportResult("areas", true, false, 3, 3, 0, 0, 0, List.of()));
    assertThat(registry.places().areas().list()).isEmpty();
  }

  @Test
  void oneBadRow_keepsAllOut() {
    ImportResult result = run(ImportKind.AREAS, AREAS + "村,99,村,,9901\n");

    assertThat(result.errors())
        .containsExactly(
            new ImportError(
                5,
                "级别",
                "must be one of city, 市, 城市, county, 区县, 县, 区, street, 街道, 镇, 乡镇, 街道乡镇,"
                    + " grid, 网格",
                "村",
                "word-unknown"));
    assertThat(result.added()).isEqualTo(3);
    assertThat(registry.places().areas().list()).isEmpty();
  }

  @Test
  void heads_unknownMissingOrTwice_areNamed() {
    ImportResult result = run(ImportKind.AREAS, "编码,颜色,code,级别\n1,红,1,市\n");

    assertThat(result.errors())
        .extracting(ImportError::column, ImportError::code)
        .containsExactly(
            tuple("颜色", "column-unknown"),
            tuple("code", "column-twice"),
            tuple("区域名称 / name", "column-missing"));
    assertThat(result.applied()).isFalse();
  }

  @Test
  void wrongCheckDigit_isARowErrorWithItsColumn() {
    String wrong = WORKS.substring(0, 17) + (WORKS.endsWith("0") ? "1" : "0");

    assertError(
        run(ImportKind.ENTERPRISES, "统一社会信用代码,名称,行业代码\n" + wrong + ",厂,C33\n"),
        2,
        "统一社会信用代码",
        "credit-code-check");
  }

  @Test
  void twoFirmsWithOneCreditCode_areAnErrorOnTheirRow_andARenamingIsSaid() {
    importUpTo(ImportKind.ENTERPRISES);
    String heads = "统一社会信用代码,名称,曾用名,行业代码\n";
    String other = CreditCode.complete("91990101MA7QH0099");

    ImportResult refused =
        run(ImportKind.ENTERPRISES, heads + other + ",新厂,,C33\n" + WORKS + ",碧波纸业,,C22\n");

    assertError(refused, 3, "统一社会信用代码", "credit-code-two-firms");
    assertThat(refused.errors().getFirst().rule()).contains("示例涂装厂", "碧波纸业", "formerName");
    assertThat(registry.places().enterprises().list()).hasSize(1);
    assertError(
        run(ImportKind.ENTERPRISES, heads + WORKS + ",碧波纸业,别的厂,C22\n"),
        2,
        "统一社会信用代码",
        "credit-code-two-firms");
    assertThat(run(ImportKind.ENTERPRISES, heads + WORKS + ",示例 涂装厂,,3360\n").applied()).isTrue();
    assertThat(run(ImportKind.ENTERPRISES, heads + WORKS + ",示例涂装股份,示例涂装厂,3360\n").changed())
        .isEqualTo(1);
    assertThat(registry.places().enterprises().list().getFirst().name()).isEqualTo("示例涂装股份");
  }

  @Test
  void unknownReferenceOrBlankOrBeyond_isARowError() {
    importUpTo(ImportKind.AREAS);

    assertError(
        run(ImportKind.AREAS, "code,name,level,parent\n7,甲,区,8\n"), 2, "parent", "unknown-area");
    assertError(run(ImportKind.AREAS, "code,name,level\n7,,区\n"), 2, "name", "cell-blank");
    assertError(run(ImportKind.AREAS, "code,name,level\n7,甲,区,x\n"), 2, "column 4", "cell-beyond");
    assertError(run(ImportKind.AREAS, "code,name,level\n7,甲,区\n7,乙,区\n"), 3, "code", "row-twice");
    assertError(
        run(ImportKind.AREAS, "code,name,level,parent\n7,甲,市,990101\n"), 2, "level", "area-level");
  }

  @Test
  void permits_limitsAreInForceAtThePoint() {
    importUpTo(ImportKind.POINTS);
    LocalDate day = LocalDate.parse("2026-03-01");

    List<PermitLimit> limits = registry.places().permits().inForce(device(OUTLET).thing(), day);

    assertThat(limits)
        .extracting(
            PermitLimit::code,
            PermitLimit::maximum,
            PermitLimit::averaging,
            PermitLimit::unit,
            PermitLimit::tonnesPerYear)
        .containsExactly(
            tuple("a24088", new Decimal(500, 1), Interval.HOUR, "mg/m3", new Decimal(36, 1)));
    assertThat(registry.places().permits().list()).hasSize(1);
    assertThat(registry.places().permits().limits(1))
        .filteredOn(limit -> limit.code().equals("w01001"))
        .extracting(PermitLimit::unit, PermitLimit::minimum, PermitLimit::averaging)
        .containsExactly(tuple("", Decimal.of(6), Interval.DAY));
  }

  @Test
  void permits_contradictoryTermOrHalfLimit_isARowError() {
    importUpTo(ImportKind.OUTLETS);
    String head = "enterprise,permit,validFrom,validTo,outlet,code\n";
    String start = WORKS + ",P1,2024-01-01,";

    assertError(
        run(ImportKind.PERMITS, head + start + "2028-12-31,,\n" + start + "2027-12-31,,\n"),
        3,
        "validTo",
        "row-contradicts");
    assertError(
        run(ImportKind.PERMITS, head + start + "2028-12-31,DA001,\n"), 2, "code", "limit-half");
    assertError(
        run(ImportKind.PERMITS, head + start + "2028-02-30,,\n"), 2, "validTo", "date-unreadable");
  }

  @Test
  void points_enterAndAcceptTheirDevices() {
    importUpTo(ImportKind.POINTS);

    Device device = device(OUTLET);
    assertThat(device.status()).isEqualTo(DeviceStatus.ACCEPTED);
    assertThat(device.systemType()).isEqualTo("31");
    Thing thing = registry.catalogue().thing(device.thing()).orElseThrow();
    assertThat(thing.name()).isEqualTo("一线出口");
    assertThat(thing.description()).isEqualTo("Line 1 outlet");
    assertThat(thing.enterprise()).isEqualTo("示例涂装厂");
    assertThat(thing.industry()).isEqualTo("C3360");
    assertThat(thing.area()).isEqualTo("柳湾街道");
    assertThat(thing.outlet()).isEqualTo("DA001");
    assertThat(registry.catalogue().locationsOf(thing.id()))
        .extracting(Location::point)
        .containsExactly(new GeoPoint(112.03, 28.57));
    assertThat(registry.catalogue().featureAt(thing.id(), NOW).orElseThrow().feature())
        .contains("112.03");
  }

  @Test
  void points_blankCells_leaveWhatIsKnown() {
    importUpTo(ImportKind.POINTS);

    ImportResult result = run(ImportKind.POINTS, "MN,名称,校验策略\n" + OUTLET + ",一线总出口,off\n");

    assertThat(result.changed()).isEqualTo(1);
    assertThat(device(OUTLET).crcPolicy()).isEqualTo(CrcPolicy.OFF);
    Thing thing = registry.catalogue().thing(device(OUTLET).thing()).orElseThrow();
    assertThat(thing.name()).isEqualTo("一线总出口");
    assertThat(thing.description()).isEqualTo("Line 1 outlet");
    assertThat(thing.outlet()).isEqualTo("DA001");
  }

  @Test
  void points_pendingDevice_isAccepted() {
    Device pending = registry.devices().knock("hj212", INLET, Optional.of("31"), NOW);

    ImportResult result = run(ImportKind.POINTS, "MN,名称\n" + INLET + ",进口\n");

    assertThat(result.changed()).isEqualTo(1);
    assertThat(device(INLET).accepted()).isTrue();
    assertThat(device(INLET).thing()).isEqualTo(pending.thing());
  }

  @Test
  void points_moved_getNewFeatureFromNowOn() {
    importUpTo(ImportKind.POINTS);
    long thing = device(INLET).thing();
    long before = registry.catalogue().featureAt(thing, NOW).orElseThrow().id();

    run(ImportKind.POINTS, "MN,名称,经度,纬度\n" + INLET + ",一线进口,112.04,28.57\n");

    assertThat(registry.catalogue().featureAt(thing, NOW).orElseThrow().id()).isNotEqualTo(before);
    assertThat(registry.catalogue().featureAt(thing, NOW.minusSeconds(1)).orElseThrow().id())
        .isEqualTo(before);
  }

  @Test
  void points_halfPositionOrOutletWithoutEnterprise_isARowError() {
    importUpTo(ImportKind.FACILITIES);

    assertError(run(ImportKind.POINTS, "MN,名称,经度,纬度\n1,点,112,\n"), 2, "纬度", "position-half");
    assertError(
        run(ImportKind.POINTS, "MN,名称,排放口编号\n1,点,DA001\n"), 2, "排放口编号", "enterprise-missing");
    assertError(run(ImportKind.POINTS, "MN,名称,经度,纬度\n1,点,182,28\n"), 2, "经度", "longitude-range");
    assertThat(registry.devices().list()).isEmpty();
  }

  @Test
  void points_roundedNumberOfSpreadsheet_isARowError() {
    byte[] content =
        SheetReaderTest.xlsx(
            sheet -> {
              sheet.value(0, 0, "MN");
              sheet.value(0, 1, "名称");
              sheet.value(1, 0, 1234567890123456789L);
              sheet.value(1, 1, "点");
            });

    assertError(importer.run(ImportKind.POINTS, content, false), 2, "MN", "cell-rounded");
  }

  @Test
  void pairsAndGroups_nameTheirPointsByDevice() {
    importUpTo(ImportKind.GROUPS);
    long inlet = device(INLET).thing();
    long outlet = device(OUTLET).thing();

    assertThat(registry.places().pairs().list())
        .extracting(FacilityPair::inlet, FacilityPair::outlet, FacilityPair::minimumEfficiency)
        .containsExactly(tuple(inlet, outlet, Decimal.of(80)));
    assertThat(registry.places().points().ofGroup(1)).containsExactly(inlet, outlet);
    assertError(run(ImportKind.GROUPS, "code,name,MN\ng,组,77\n"), 2, "MN", "unknown-device");
  }

  @Test
  void template_isReadAsItsKind() {
    for (ImportKind kind : ImportKind.values()) {
      ImportResult result = run(kind, kind.template());

      assertThat(result.errors()).as(kind.text()).isEmpty();
      assertThat(result.rows()).isZero();
    }
  }
}
