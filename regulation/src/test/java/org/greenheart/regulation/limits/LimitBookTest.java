// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Validity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LimitBookTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 5, 20);
  private static final AppliedStandard KILN =
      new AppliedStandard("GB 25464-2010", Criteria.NONE.withFacility("kiln"));

  @Test
  void permit_comesFirst_andEveryCandidateIsNamed() {
    LimitBook book = LimitBook.shipped().with(List.of(permit("40", from("2026-01-01"), MAY)));

    Reasoned<LimitChoice> choice = book.choose(query(KILN));

    assertThat(choice.value().limit().scope().level()).isEqualTo(Level.PERMIT);
    assertThat(choice.value().permitLooser()).isFalse();
    assertThat(choice.value().candidates()).hasSize(2);
    assertThat(choice.steps())
        .extracting(step -> step.en())
        .containsExactly(
            "candidate: permit", "candidate: national", "the outlet's permit comes first");
    assertThat(book.limitFor(query(KILN)).value()).isEqualTo(choice.value().limit());
  }

  @Test
  void permitLooserThanTheStandard_countsAndIsFlagged() {
    LimitBook book = LimitBook.shipped().with(List.of(permit("60", from("2026-01-01"), MAY)));

    Reasoned<LimitChoice> choice = book.choose(query(KILN));

    assertThat(choice.value().limit().bound().text()).isEqualTo("60");
    assertThat(choice.value().permitLooser()).isTrue();
    assertThat(choice.steps().getLast().result()).isEqualTo("permit looser than standard");
  }

  @Test
  void withoutPermit_localComesBeforeNational() {
    LimitBook book = LimitBook.shipped().with(List.of(local("35", true)));

    Reasoned<Limit> limit = book.limitFor(query(KILN, applied("DB00/1-2026")));

    assertThat(limit.value().bound().text()).isEqualTo("35");
    assertThat(book.limitFor(query(KILN)).value().bound().text()).isEqualTo("50");
  }

  @Test
  void disabledLimit_isListed_andJudgesNothing() {
    LimitBook book = LimitBook.shipped().with(List.of(local("35", false)));

    Reasoned<Limit> limit = book.limitFor(query(KILN, applied("DB00/1-2026")));

    assertThat(limit.value().bound().text()).isEqualTo("50");
    assertThat(limit.steps())
        .extracting(step -> step.en())
        .contains("candidate: local (disabled until checked)");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> book.limitFor(query(applied("DB00/1-2026"))))
        .withMessageContaining("disabled until checked")
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.NO_RULE));
  }

  @Test
  void standardThatCannotDecide_leavesThePermitItsPlace() {
    LimitBook book = LimitBook.shipped().with(List.of(permit("40", from("2026-01-01"), MAY)));
    AppliedStandard air = applied("GB 16297-1996");
    AppliedStandard kilnOrDryer = applied("GB 3838-2002");
    LimitQuery query =
        LimitQuery.of("DA001", List.of(air, kilnOrDryer), "SO2", Averaging.HOUR, DAY);

    assertThat(book.limitFor(query).value().bound().text()).isEqualTo("40");
  }

  @Test
  void undecidedAmongDisabledLimits_leavesTheOthersTheirPlace() {
    LimitBook book = LimitBook.shipped().with(List.of(national("GB 1-2020", "80", "18")));

    Reasoned<Limit> limit = book.limitFor(query(applied("GB 13271-2014"), applied("GB 1-2020")));

    assertThat(limit.value().scope().standard()).isEqualTo("GB 1-2020");
    assertThat(limit.steps())
        .extracting(step -> step.en())
        .contains("the standard has several limits, and nothing tells which is meant");
  }

  @Test
  void boundIn_anotherUnit_isExact_andPpmIsRefused() {
    Limit limit = permit("0.05", from("2026-01-01"), MAY);

    assertThat(limit.boundIn("ug/m3").text()).isEqualTo("50");
    assertThat(limit.boundIn("mg/m³").text()).isEqualTo("0.05");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> limit.boundIn("ppm"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.WRONG_UNIT));
  }

  @Test
  void permitOfAnotherOutlet_isNotAsked() {
    LimitBook book = LimitBook.shipped().with(List.of(permit("40", from("2026-01-01"), MAY)));
    LimitQuery other = LimitQuery.of("DA002", List.of(KILN), "SO2", Averaging.HOUR, DAY);

    assertThat(book.limitFor(other).value().scope().level()).isEqualTo(Level.NATIONAL);
  }

  @Test
  void twoStandardsOfOneRank_areRefused_unlessStreamsMerge() {
    LimitBook book =
        LimitBook.of(List.of(national("GB 1-2020", "80", "18"), national("GB 2-2020", "10", "3")));
    LimitQuery query = query(applied("GB 1-2020"), applied("GB 2-2020"));

    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> book.limitFor(query))
        .withMessageContaining("GB 1-2020")
        .withMessageContaining("GB 2-2020")
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.CONFLICT));
    // At the same dilution 10 at 3 % is 0.56 and 80 at 18 % is 26.7.
    assertThat(book.limitFor(query.ofMergedStreams()).value().scope().standard())
        .isEqualTo("GB 2-2020");
  }

  @Test
  void overlap_isRefused_namingBoth() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                LimitBook.of(
                    List.of(
                        permit("40", days("2026-01-01", "2026-06-30"), MAY),
                        permit("30", from("2026-06-30"), JUNE))))
        .withMessageContaining("SO2 <= 40 mg/m3")
        .withMessageContaining("2026-01-01 to 2026-06-30")
        .withMessageContaining("SO2 <= 30 mg/m3")
        .withMessageContaining("recorded by li at 2026-06-01T00:00:00Z")
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.CONFLICT));
  }

  @Test
  void overlapWithinOneInstant_isRefused_evenAsCorrection() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                LimitBook.of(
                    List.of(
                        permit("40", from("2026-01-01"), MAY),
                        corrected(permit("30", from("2026-02-01"), MAY), MAY))));
  }

  @Test
  void daysThatOnlyTouch_areFine() {
    LimitBook book =
        LimitBook.of(
            List.of(
                permit("40", days("2026-01-01", "2026-06-30"), MAY),
                permit("30", from("2026-07-01"), MAY)));

    assertThat(held(book, "2026-06-30", null)).isEqualTo("40");
    assertThat(held(book, "2026-07-01", null)).isEqualTo("30");
  }

  @Test
  void correction_countsOnItsDays_sinceItWasRecorded() {
    LimitBook book =
        LimitBook.of(
            List.of(
                permit("40", from("2026-01-01"), MAY),
                corrected(permit("30", days("2026-03-01", "2026-03-31"), MAY), JUNE)));

    assertThat(held(book, "2026-03-15", MAY)).isEqualTo("40");
    assertThat(held(book, "2026-03-15", JUNE)).isEqualTo("30");
    assertThat(held(book, "2026-03-15", null)).isEqualTo("30");
    assertThat(held(book, "2026-02-28", JUNE)).isEqualTo("40");
    assertThat(held(book, "2026-04-01", JUNE)).isEqualTo("40");
    assertThat(book.at(LocalDate.of(2026, 3, 15), MAY.minusSeconds(1))).isEmpty();
    assertThat(book.history(book.all().getFirst())).hasSize(2);
  }

  @Test
  void correctionOfNothing_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () -> LimitBook.of(List.of(corrected(permit("30", from("2026-01-01"), MAY), JUNE))))
        .withMessageContaining("nothing to correct");
  }

  @Test
  void withdrawnLimit_makesRoomForAnother() {
    Limit ended =
        corrected(permit("40", from("2026-07-01"), MAY), JUNE)
            .enabled(false, Entry.correction("li", JUNE, "permit ended"));
    LimitBook book =
        LimitBook.of(
            List.of(
                permit("40", from("2026-01-01"), MAY),
                ended,
                permit("30", from("2026-07-01"), JUNE.plusSeconds(60))));

    assertThat(held(book, "2026-06-30", null)).isEqualTo("40");
    assertThat(held(book, "2026-07-01", null)).isEqualTo("30");
  }

  @Test
  void unverifiedLimit_judgesOnceEnabledByAnOperator_andStaysMarked() {
    Limit unverified =
        LimitTable.shipped().stream()
            .filter(limit -> limit.scope().standard().equals("DB43/1356-2017"))
            .filter(
                limit -> limit.item().equals("toluene") && limit.scope().point().equals("stack"))
            .findFirst()
            .orElseThrow();
    LimitBook book =
        LimitBook.shipped()
            .with(List.of(unverified.enabled(true, Entry.correction("li", MAY, "switched on"))));
    LimitQuery query =
        LimitQuery.of("DA001", List.of(applied("DB43/1356")), "甲苯", Averaging.HOUR, DAY);

    assertThat(book.limitFor(query).value().enabled()).isTrue();
    assertThat(book.limitFor(query).basis().document()).startsWith("未核实 unverified: ");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> book.limitFor(query.asKnownAt(MAY.minusSeconds(1))));
  }

  /** However the days lie, a day is never held by two: it is refused, or one answers. */
  @Property(tries = 200)
  void anyTwoPermits_overlapAndAreRefused_orStandBesideEachOther(
      @ForAll @IntRange(min = 1, max = 60) int start,
      @ForAll @IntRange(min = 0, max = 30) int length,
      @ForAll @IntRange(min = 1, max = 60) int otherStart,
      @ForAll @IntRange(min = 0, max = 30) int otherLength) {
    LocalDate zero = LocalDate.of(2026, 1, 1);
    Validity one = new Validity(zero.plusDays(start), zero.plusDays((long) start + length));
    Validity other =
        new Validity(zero.plusDays(otherStart), zero.plusDays((long) otherStart + otherLength));
    List<Limit> both = List.of(permit("40", one, MAY), permit("30", other, JUNE));

    if (one.overlaps(other)) {
      assertThatExceptionOfType(LawException.class).isThrownBy(() -> LimitBook.of(both));
    } else {
      LimitBook book = LimitBook.of(both);
      for (int i = 0; i < 100; i++) {
        assertThat(book.at(zero.plusDays(i), null)).hasSizeLessThan(2);
      }
    }
  }

  private static @Nullable String held(LimitBook book, String day, @Nullable Instant knownAt) {
    return book.at(LocalDate.parse(day), knownAt).getFirst().bound().text();
  }

  private static LimitQuery query(AppliedStandard... standards) {
    return LimitQuery.of("DA001", List.of(standards), "a21026", Averaging.HOUR, DAY);
  }

  private static AppliedStandard applied(String standard) {
    return new AppliedStandard(standard, Criteria.NONE);
  }

  private static Limit permit(String value, Validity validity, Instant recordedAt) {
    return limit(
        LimitScope.permit("DA001", "permit 1", Medium.WASTE_GAS),
        value,
        "18",
        validity,
        Confidence.HIGH,
        Entry.added("li", recordedAt));
  }

  private static Limit corrected(Limit limit, Instant recordedAt) {
    return limit.enabled(true, Entry.correction("li", recordedAt, "typed wrong"));
  }

  private static Limit local(String value, boolean enabled) {
    return limit(
            scope(Level.LOCAL, "DB00/1-2026"),
            value,
            "18",
            from("2026-01-01"),
            enabled ? Confidence.HIGH : Confidence.LOW,
            Entry.SHIPPED)
        .enabled(enabled, Entry.SHIPPED);
  }

  private static Limit national(String standard, String value, String oxygen) {
    return limit(
        scope(Level.NATIONAL, standard),
        value,
        oxygen,
        from("2020-01-01"),
        Confidence.HIGH,
        Entry.SHIPPED);
  }

  private static LimitScope scope(Level level, String standard) {
    return new LimitScope(level, "", standard, Medium.WASTE_GAS, "stack", "", "", "", "", "");
  }

  private static Limit limit(
      LimitScope scope,
      String value,
      String oxygen,
      Validity validity,
      Confidence confidence,
      Entry entry) {
    return new Limit(
        scope,
        "SO2",
        "a21026",
        new Bound.AtMost(new BigDecimal(value)),
        "mg/m3",
        Averaging.HOUR,
        new BigDecimal(oxygen),
        validity,
        new Basis(scope.standard(), "", confidence, "test"),
        entry,
        true);
  }

  private static Validity from(String day) {
    return new Validity(LocalDate.parse(day), null);
  }

  private static Validity days(String first, String last) {
    return new Validity(LocalDate.parse(first), LocalDate.parse(last));
  }
}
