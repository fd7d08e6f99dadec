// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

final class PlacesTest extends RegistryTest {
  private static final String WORKS = CreditCode.complete("91440100MA5DEM001");
  private static final String OTHER = CreditCode.complete("91440100MA5DEM002");

  private Places places() {
    return registry.places();
  }

  private Area area(String code, Area.Level level, long parent) {
    return places().areas().put(new Area(0, code, "区域" + code, null, level, parent)).row();
  }

  private Enterprise enterprise(String creditCode) {
    return places()
        .enterprises()
        .put(new Enterprise(0, creditCode, "示例涂装厂", "Example Coating", "C3360", 0, null))
        .row();
  }

  private Outlet outlet(long enterprise, String code) {
    Medium medium = Outlet.mediumOf(code);
    return places().outlets().put(new Outlet(0, enterprise, code, "排口", null, medium)).row();
  }

  private Facility facility(long enterprise) {
    return places()
        .facilities()
        .put(new Facility(0, enterprise, "TA001", "活性炭", null, Medium.AIR, "吸附"))
        .row();
  }

  private static void assertRule(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Consumer<Throwable> code(RegistryException.Code code) {
    return e -> assertThat(((RegistryException) e).code()).isEqualTo(code);
  }

  @Test
  void put_sameNaturalKey_addsThenLeavesThenChanges() {
    Area city = new Area(0, "440100", "示例市", "Example City", Area.Level.CITY, 0);

    Change<Area> added = places().areas().put(city);
    Change<Area> again = places().areas().put(city);
    Change<Area> renamed =
        places().areas().put(new Area(0, "440100", "新名市", null, Area.Level.CITY, 0));

    assertThat(added.kind()).isEqualTo(Change.Kind.ADDED);
    assertThat(again).isEqualTo(new Change<>(Change.Kind.UNCHANGED, added.row()));
    assertThat(renamed.kind()).isEqualTo(Change.Kind.CHANGED);
    assertThat(renamed.row().id()).isEqualTo(added.row().id());
    assertThat(places().areas().list()).containsExactly(renamed.row());
  }

  @Test
  void put_withId_mayChangeTheKeyButNotTakeAnothers() {
    Area one = area("1", Area.Level.CITY, 0);
    area("2", Area.Level.CITY, 0);

    Change<Area> moved =
        places().areas().put(new Area(one.id(), "3", "区域", null, Area.Level.CITY, 0));

    assertThat(moved.row().code()).isEqualTo("3");
    assertThatThrownBy(
            () -> places().areas().put(new Area(one.id(), "2", "区域", null, Area.Level.CITY, 0)))
        .satisfies(code(RegistryException.Code.DUPLICATE));
    assertThatThrownBy(
            () -> places().areas().put(new Area(99, "9", "区域", null, Area.Level.CITY, 0)))
        .satisfies(code(RegistryException.Code.NOT_FOUND));
  }

  @Test
  void area_parentOnSameOrLowerLevel_isRefused() {
    Area city = area("1", Area.Level.CITY, 0);
    Area street = area("11", Area.Level.STREET, city.id());

    assertRule(() -> area("12", Area.Level.COUNTY, street.id()), "area-level");
    assertRule(() -> area("12", Area.Level.STREET, street.id()), "area-level");
  }

  @Test
  void area_circle_isRefused() {
    Area county = area("1", Area.Level.COUNTY, 0);
    Area street = area("11", Area.Level.STREET, county.id());

    assertRule(
        () -> places().areas().put(new Area(0, "1", "区域", null, Area.Level.COUNTY, street.id())),
        "area-level");
    assertRule(
        () -> places().areas().put(new Area(0, "1", "区域", null, Area.Level.GRID, 0)), "area-level");
  }

  @Test
  void area_unknownParent_isNotFound() {
    assertThatThrownBy(() -> area("11", Area.Level.STREET, 99))
        .satisfies(code(RegistryException.Code.NOT_FOUND))
        .hasMessage("parent (99) does not exist");
  }

  @Test
  void remove_pointedAt_isInUse() {
    Area city = area("1", Area.Level.CITY, 0);
    Area street = area("11", Area.Level.STREET, city.id());

    assertThatThrownBy(() -> places().areas().remove(city.id()))
        .satisfies(code(RegistryException.Code.IN_USE));
    places().areas().remove(street.id());
    places().areas().remove(city.id());

    assertThat(places().areas().list()).isEmpty();
  }

  @Test
  void outlet_codeTellsMedium() {
    long works = enterprise(WORKS).id();

    assertThat(outlet(works, "da001").code()).isEqualTo("DA001");
    assertRule(() -> new Outlet(0, works, "DW001", "排口", null, Medium.AIR), "outlet-medium");
    assertRule(() -> new Outlet(0, works, "XX001", "排口", null, Medium.AIR), "outlet-code");
  }

  @Test
  void outlet_sameCodeOfOtherEnterprise_isAnother() {
    Outlet one = outlet(enterprise(WORKS).id(), "DA001");
    Outlet two = outlet(enterprise(OTHER).id(), "DA001");

    assertThat(two.id()).isNotEqualTo(one.id());
    assertRule(
        () ->
            places()
                .outlets()
                .put(new Outlet(one.id(), two.enterprise(), "DA002", "排口", null, Medium.AIR)),
        "outlet-moved");
  }

  @Test
  void pair_keepsEfficiencyExactly() {
    long works = enterprise(WORKS).id();
    long inlet = accepted(MN).thing();
    long outlet = accepted(MN + "2").thing();
    Decimal eighty = Decimal.parse("80.0").orElseThrow();

    FacilityPair pair =
        places()
            .pairs()
            .put(new FacilityPair(0, facility(works).id(), inlet, outlet, eighty))
            .row();

    assertThat(places().pairs().find(pair.id()).orElseThrow().minimumEfficiency())
        .isEqualTo(eighty);
    assertRule(() -> new FacilityPair(0, 1, inlet, inlet, null), "pair-same-point");
    assertRule(() -> new FacilityPair(0, 1, 1, 2, Decimal.of(101)), "percent-range");
  }

  @Test
  void point_outletFillsEnterprise_andShowsOnThing() {
    Enterprise works = enterprise(WORKS);
    Outlet outlet = outlet(works.id(), "DA001");
    Area street = area("11", Area.Level.STREET, area("1", Area.Level.CITY, 0).id());
    long thing = accepted(MN).thing();

    PointPlace place =
        places().points().put(new PointPlace(thing, street.id(), 0, outlet.id(), 0)).row();

    assertThat(place.enterprise()).isEqualTo(works.id());
    Thing shown = registry.catalogue().thing(thing).orElseThrow();
    assertThat(shown.enterprise()).isEqualTo("示例涂装厂");
    assertThat(shown.enterpriseCode()).isEqualTo(WORKS);
    assertThat(shown.industry()).isEqualTo("C3360");
    assertThat(shown.area()).isEqualTo("区域11");
    assertThat(shown.areaCode()).isEqualTo("11");
    assertThat(shown.outlet()).isEqualTo("DA001");
  }

  @Test
  void point_outletOfAnotherEnterprise_isRefused() {
    long works = enterprise(WORKS).id();
    Outlet outlet = outlet(enterprise(OTHER).id(), "DA001");
    long thing = accepted(MN).thing();

    assertRule(
        () -> places().points().put(new PointPlace(thing, 0, works, outlet.id(), 0)),
        "point-enterprise");
  }

  @Test
  void points_areFoundByAreaSubtreeEnterpriseOutletAndGroup() {
    long works = enterprise(WORKS).id();
    long outlet = outlet(works, "DA001").id();
    Area city = area("1", Area.Level.CITY, 0);
    Area street = area("11", Area.Level.STREET, city.id());
    Area grid = area("111", Area.Level.GRID, street.id());
    Area elsewhere = area("2", Area.Level.CITY, 0);
    long inGrid = accepted(MN + "1").thing();
    long inStreet = accepted(MN + "2").thing();
    long away = accepted(MN + "3").thing();
    places().points().put(new PointPlace(inGrid, grid.id(), 0, outlet, 0));
    places().points().put(new PointPlace(inStreet, street.id(), works, 0, 0));
    places().points().put(new PointPlace(away, elsewhere.id(), 0, 0, 0));
    long group = places().groups().put(new PointGroup(0, "g", "重点", null)).row().id();

    assertThat(places().points().join(group, away)).isTrue();
    assertThat(places().points().join(group, away)).isFalse();

    assertThat(places().points().inArea(city.id())).containsExactly(inGrid, inStreet);
    assertThat(places().points().inArea(grid.id())).containsExactly(inGrid);
    assertThat(places().points().ofEnterprise(works)).containsExactly(inGrid, inStreet);
    assertThat(places().points().ofOutlet(outlet)).containsExactly(inGrid);
    assertThat(places().points().ofGroup(group)).containsExactly(away);
    assertThat(places().points().leave(group, away)).isTrue();
    assertThat(places().points().ofGroup(group)).isEmpty();
  }

  @Test
  void blankOrLongNames_areRefused() {
    assertRule(() -> new PointGroup(0, " ", "重点", null), "blank");
    assertRule(() -> new PointGroup(0, "g", "长".repeat(201), null), "too-long");
    assertThat(new PointGroup(0, " g ", "重点", " ").nameEn()).isNull();
  }
}
