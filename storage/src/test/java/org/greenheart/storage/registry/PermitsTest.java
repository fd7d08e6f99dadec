// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PermitsTest extends RegistryTest {
  private static final LocalDate START = LocalDate.parse("2024-01-01");
  private static final LocalDate END = LocalDate.parse("2028-12-31");

  private long outlet;
  private long permit;
  private long thing;

  @BeforeEach
  void permitOfOneOutlet() {
    Places places = registry.places();
    long works = enterprise("91440100MA5DEM001");
    outlet = places.outlets().put(new Outlet(0, works, "DA001", "排口", null, Medium.AIR)).row().id();
    permit = permits().put(new Permit(0, works, "P-1")).row().id();
    permits().setTerm(permit, START, END);
    thing = accepted(MN).thing();
    places.points().put(new PointPlace(thing, 0, 0, outlet, 0));
  }

  private long enterprise(String first17) {
    String code = CreditCode.complete(first17);
    return registry
        .places()
        .enterprises()
        .put(new Enterprise(0, code, "示例厂", null, "C3360", 0, null))
        .row()
        .id();
  }

  private Permits permits() {
    return registry.places().permits();
  }

  private PermitLimit limit(String code, LocalDate from, @Nullable String maximum) {
    return new PermitLimit(
        0,
        permit,
        outlet,
        code,
        from,
        Interval.HOUR,
        "mg/m3",
        null,
        maximum == null ? null : Decimal.parse(maximum).orElseThrow(),
        null,
        null,
        NOW);
  }

  private List<String> inForce(String date) {
    return permits().inForce(thing, LocalDate.parse(date)).stream()
        .map(limit -> limit.code() + "=" + limit.maximum())
        .toList();
  }

  private static void assertRule(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void inForce_onlyWithinTheTerm_bothDaysIncluded() {
    permits().setLimit(limit("a24088", START, "50.0"));

    assertThat(inForce("2023-12-31")).isEmpty();
    assertThat(inForce("2024-01-01")).containsExactly("a24088=50.0");
    assertThat(inForce("2028-12-31")).containsExactly("a24088=50.0");
    assertThat(inForce("2029-01-01")).isEmpty();
  }

  @Test
  void inForce_laterLimit_replacesFromItsDay_andHistoryStays() {
    permits().setLimit(limit("a24088", START, "50"));
    LocalDate change = LocalDate.parse("2026-03-01");

    permits().setLimit(limit("a24088", change, "40"));

    assertThat(inForce("2026-02-28")).containsExactly("a24088=50");
    assertThat(inForce("2026-03-01")).containsExactly("a24088=40");
    assertThat(permits().limits(permit)).hasSize(2);
  }

  @Test
  void setLimit_correction_isRecordedBesideTheOld() {
    assertThat(permits().setLimit(limit("a24088", START, "500")).kind())
        .isEqualTo(Change.Kind.ADDED);
    assertThat(permits().setLimit(limit("a24088", START, "500")).kind())
        .isEqualTo(Change.Kind.UNCHANGED);

    assertThat(permits().setLimit(limit("a24088", START, "50")).kind())
        .isEqualTo(Change.Kind.CHANGED);

    assertThat(inForce("2025-01-01")).containsExactly("a24088=50");
    assertThat(permits().limits(permit)).extracting(PermitLimit::maximum).hasSize(2);
  }

  @Test
  void setLimit_withoutAmount_endsIt() {
    permits().setLimit(limit("a24088", START, "50"));

    permits().setLimit(limit("a24088", LocalDate.parse("2026-03-01"), null));

    assertThat(inForce("2026-03-01")).isEmpty();
    assertThat(inForce("2026-02-28")).containsExactly("a24088=50");
  }

  @Test
  void inForce_byCode_givesThatOne() {
    permits().setLimit(limit("a24088", START, "50"));
    permits().setLimit(limit("a21026", START, "35"));

    assertThat(permits().inForce(thing, "a21026", START))
        .extracting(PermitLimit::maximum)
        .containsExactly(Decimal.of(35));
    assertThat(inForce("2026-01-01")).containsExactly("a21026=35", "a24088=50");
  }

  @Test
  void setTerm_revocation_shortensAndKeepsTheOld() {
    permits().setLimit(limit("a24088", START, "50"));

    permits().setTerm(permit, START, LocalDate.parse("2025-06-30"));

    assertThat(inForce("2025-06-30")).hasSize(1);
    assertThat(inForce("2025-07-01")).isEmpty();
    assertThat(permits().terms(permit))
        .extracting(PermitTerm::to)
        .containsExactly(END, LocalDate.parse("2025-06-30"));
  }

  @Test
  void setTerm_renewal_addsAnotherTime() {
    permits().setLimit(limit("a24088", START, "50"));

    permits().setTerm(permit, END.plusDays(1), LocalDate.parse("2033-12-31"));

    assertThat(inForce("2030-01-01")).containsExactly("a24088=50");
    assertRule(() -> permits().setTerm(permit, END, START), "term-order");
  }

  @Test
  void setLimit_outletOfAnotherEnterprise_isRefused() {
    long other = enterprise("91440100MA5DEM002");
    long foreign = permits().put(new Permit(0, other, "P-2")).row().id();
    PermitLimit wrong =
        new PermitLimit(
            0, foreign, outlet, "a24088", START, Interval.HOUR, "", null, null, null, null, NOW);

    assertRule(() -> permits().setLimit(wrong), "permit-enterprise");
  }

  @Test
  void setLimit_unitOfOtherMedium_isRefused() {
    PermitLimit wrong =
        new PermitLimit(
            0, permit, outlet, "a24088", START, Interval.HOUR, "mg/L", null, null, null, null, NOW);

    assertRule(() -> permits().setLimit(wrong), "limit-unit");
  }

  @Test
  void permit_numberOrHolder_cannotBeEdited() {
    long other = enterprise("91440100MA5DEM002");

    assertRule(() -> permits().put(new Permit(0, other, "P-1")), "permit-edited");
    assertThatThrownBy(() -> permits().remove(permit))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.IN_USE));
  }

  @Test
  void limit_negativeOrUpsideDown_isRefused() {
    assertRule(() -> limit("a24088", START, "-1"), "negative");
    assertRule(
        () ->
            new PermitLimit(
                0,
                permit,
                outlet,
                "w01001",
                START,
                Interval.DAY,
                "",
                Decimal.of(9),
                Decimal.of(6),
                null,
                null,
                NOW),
        "limit-order");
  }
}
