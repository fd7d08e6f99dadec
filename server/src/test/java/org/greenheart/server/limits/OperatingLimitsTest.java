// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitTable;
import org.greenheart.regulation.limits.RegisteredOutlet;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.api.LimitsInForce;
import org.greenheart.server.api.ValueLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose limit holds at a point, from what is registered. */
final class OperatingLimitsTest {
  @TempDir Path folder;
  private Instant now = Kiln.T0;
  private final InstantSource clock = () -> now;
  private Registry registry;
  private Kiln kiln;
  private OperatingLimits limits;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
    kiln = new Kiln(registry);
    limits = new OperatingLimits(registry);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static Instant noon(String day) {
    return Instant.parse(day + "T04:00:00Z");
  }

  private Optional<Decimal> so2(String day) {
    return limits.get().of(kiln.so2()).at(noon(day)).flatMap(StandingLimit::upper);
  }

  private String held(String day) {
    return limits.get().of(kiln.so2()).held(noon(day)).map(HeldLimit::ref).orElse("none");
  }

  private static Optional<Decimal> is(String value) {
    return Optional.of(Kiln.number(value));
  }

  @Test
  void withoutPermit_theNationalStandardOfTheIndustryHolds() {
    assertThat(so2("2026-06-02")).isEqualTo(is("50"));
    assertThat(held("2026-06-02")).startsWith("shipped-");
  }

  @Test
  void permit_comesBeforeTheStandard_whileItIsInForce() {
    kiln.permit("P1", "2026-06-10", "a21026", "35");

    assertThat(so2("2026-06-09")).isEqualTo(is("50"));
    assertThat(so2("2026-06-10")).isEqualTo(is("35"));
    assertThat(held("2026-06-10")).isEqualTo("permit-1");
    assertThat(so2("2031-01-01")).isEqualTo(is("50"));
  }

  @Test
  void severalPermits_theStrictestHolds() {
    kiln.permit("P1", "2026-06-10", "a21026", "35");
    kiln.permit("P2", "2026-06-10", "a21026", "30");

    assertThat(so2("2026-06-10")).isEqualTo(is("30"));
  }

  @Test
  void permitChangedLater_isKnownAsItWas() {
    kiln.permit("P1", "2026-06-10", "a21026", "35");
    now = now.plus(Duration.ofDays(3));
    kiln.permit("P1", "2026-06-10", "a21026", "25");

    RegisteredOutlet outlet = limits.outlet("DA001", LocalDate.parse("2026-06-20"));

    assertThat(so2("2026-06-20")).isEqualTo(is("25"));
    assertThat(outlet.book().at(LocalDate.parse("2026-06-20"), Kiln.T0.plusSeconds(60)))
        .filteredOn(limit -> limit.scope().holder().equals(outlet.name()))
        .extracting(limit -> limit.bound().text())
        .containsExactly("35");
  }

  @Test
  void permitLimitEnded_leavesTheStandard() {
    kiln.permit("P1", "2026-06-10", "a21026", "35");
    kiln.permit("P1", "2026-07-01", "a21026", null);

    assertThat(so2("2026-06-30")).isEqualTo(is("35"));
    assertThat(so2("2026-07-01")).isEqualTo(is("50"));
  }

  @Test
  void localStandard_appliedToTheOutlet_comesBeforeTheNationalOne() {
    kiln.write(OperatorLimit.Kind.ADDED, "local", "DB43/9999-2026", "30", "2026-06-15");
    assertThat(so2("2026-06-20")).isEqualTo(is("50"));

    kiln.apply("DB43/9999-2026", false);

    assertThat(so2("2026-06-14")).isEqualTo(is("50"));
    assertThat(so2("2026-06-15")).isEqualTo(is("30"));
  }

  @Test
  void mergedStreams_theStricterCounts_whicheverItIs() {
    kiln.write(OperatorLimit.Kind.ADDED, "local", "DB43/9999-2026", "80", "2026-06-15");
    kiln.apply("DB43/9999-2026", false);
    assertThat(so2("2026-06-20")).isEqualTo(is("80"));

    kiln.apply("DB43/9999-2026", true);

    assertThat(so2("2026-06-20")).isEqualTo(is("50"));
  }

  @Test
  void operatorCorrectsAShippedLimit_onItsDays() {
    registry
        .limits()
        .add(
            new OperatorLimit(
                0,
                OperatorLimit.Kind.CORRECTION,
                new OperatorLimit.Place(
                    "national", 0, "GB 25464-2010", "gas", "stack", "", "kiln", "", "", ""),
                new OperatorLimit.Demand(
                    "SO2", "a21026", "<=", "45", "mg/m3", "1h", Kiln.number("18")),
                LocalDate.parse("2026-06-15"),
                null,
                new OperatorLimit.Basis("GB 25464-2010", "", "high", "text read"),
                true,
                "li",
                "misprint",
                Kiln.T0));

    assertThat(so2("2026-06-14")).isEqualTo(is("50"));
    assertThat(so2("2026-06-15")).isEqualTo(is("45"));
    assertThat(held("2026-06-15")).isEqualTo("operator-1");
  }

  @Test
  void lowConfidenceRow_judgesOnlyWhileAnOperatorHasEnabledIt() {
    var fluoride = kiln.datastream("a21018", Interval.HOUR, "mg/m3");
    Limit low =
        LimitTable.shipped().stream()
            .filter(limit -> limit.code().equals("a21018") && !limit.enabled())
            .filter(limit -> limit.scope().facility().equals("kiln"))
            .findFirst()
            .orElseThrow();
    assertThat(limits.get().of(fluoride).anyFrom(Kiln.T0)).isFalse();

    kiln.turn(LimitRefs.shipped(low), true);
    assertThat(limits.get().of(fluoride).at(Kiln.T0).flatMap(StandingLimit::upper))
        .isEqualTo(is(low.bound().text()));

    kiln.turn(LimitRefs.shipped(low), false);
    assertThat(limits.get().of(fluoride).at(Kiln.T0)).isEmpty();
  }

  @Test
  void otherUnit_isConverted_andPpmFindsNoLimit() {
    var micrograms = kiln.datastream("a21026", Interval.HOUR, "ug/m3");
    assertThat(limits.get().of(micrograms).at(Kiln.T0).flatMap(StandingLimit::upper))
        .isEqualTo(is("50000"));
    var nox = kiln.datastream("a21002", Interval.HOUR, "ppm");
    assertThat(limits.get().of(nox).anyFrom(Kiln.T0)).isFalse();
    assertThat(limits.get().of(nox).otherUnit(Kiln.T0)).contains("mg/m3");
  }

  @Test
  void permitWithoutOxygen_standsAtThatOfTheStandard() {
    assertThat(limits.get().of(kiln.so2()).anyConvertedFrom(Kiln.T0)).isTrue();
    kiln.permit("P1", "2026-06-10", "a21026", "35");

    StandingLimit permit = limits.get().of(kiln.so2()).at(noon("2026-06-10")).orElseThrow();

    assertThat(permit.judges()).isEqualTo(StandingLimit.Judges.CONVERTED);
    assertThat(permit.converted(Kiln.number("30"), Kiln.number("17"))).isEqualTo(is("22.5"));
  }

  @Test
  void pages_showTheLimitThatCountsOnEachDay() {
    kiln.permit("P1", "2026-06-10", "a21026", "35");
    ShownLimits shown = new ShownLimits(limits);

    ValueLimit before = shown.at(kiln.so2(), noon("2026-06-09")).orElseThrow();
    List<LimitsInForce.Span> spans =
        shown.between(kiln.so2(), noon("2026-06-08"), noon("2026-06-12"));

    assertThat(before.whose()).isEqualTo("national");
    assertThat(before.basis()).contains("GB 25464");
    assertThat(before.judges()).isEqualTo(ValueLimit.CONVERTED);
    assertThat(spans).hasSize(2);
    assertThat(spans.getLast().from()).isEqualTo(Instant.parse("2026-06-09T16:00:00Z"));
    assertThat(spans.getLast().limit())
        .extracting(ValueLimit::whose, ValueLimit::upper, ValueLimit::ref, ValueLimit::digits)
        .containsExactly("permit", Kiln.number("35"), "permit-1", 0);
  }

  @Test
  void minute_showsTheLimitOnTheHourThatItIsOnTheWayTo() {
    var minute = kiln.datastream("a21026", Interval.MINUTE, "ug/m3");

    ValueLimit shown = new ShownLimits(limits).at(minute, Kiln.T0).orElseThrow();

    assertThat(shown.averaging()).isEqualTo(Interval.HOUR);
    assertThat(shown.upper()).isEqualTo(Kiln.number("50000"));
    assertThat(shown.digits()).isEqualTo(-3);
  }

  @Test
  void standardsInUse_nameTheirOutletsAndHowManyLimitsJudge() {
    kiln.write(OperatorLimit.Kind.ADDED, "local", "DB43/9999-2026", "30", "2026-06-15");
    kiln.apply("DB43/9999-2026", false);
    OutletFacts outlet =
        registry.read(tables -> OutletFacts.read(tables.places(), kiln.outlet)).orElseThrow();

    StandardsInUse inUse =
        StandardsInUse.on(LocalDate.parse("2026-06-20"), limits.atHand(), List.of(outlet));

    assertThat(inUse.standards())
        .extracting(StandardsInUse.InUse::standard)
        .containsExactly("DB43/9999-2026", "GB 25464-2010");
    StandardsInUse.InUse local = inUse.standards().getFirst();
    assertThat(local.enabled()).isEqualTo(1);
    assertThat(local.from()).isEqualTo(LocalDate.parse("2026-06-15"));
    assertThat(local.outlets()).extracting(StandardsInUse.At::name).containsExactly("辊道窑排气筒");
    assertThat(inUse.standards().getLast().limits())
        .isGreaterThan(inUse.standards().getLast().enabled());
    assertThat(inUse.industries()).isNotEmpty();
  }

  @Test
  void otherAveraging_hasNoLimit() {
    assertThat(limits.get().of(kiln.datastream("a21026", Interval.DAY, "mg/m3")).at(Kiln.T0))
        .isEmpty();
  }

  @Test
  void get_isReadAgainOnlyWhenSomethingChanged() {
    PointLimits before = limits.get();
    assertThat(limits.get()).isSameAs(before);
    kiln.permit("P1", "2026-06-10", "a21026", "35");
    assertThat(limits.get()).isNotSameAs(before);
  }

  @Test
  void outlet_isFoundByItsNames_andUnknownOnesAreNamed() {
    LocalDate day = LocalDate.parse("2026-06-20");
    String key = Kiln.CREDIT_CODE + "/DA001";
    assertThat(limits.outlet("DA001", day).name()).isEqualTo(key);
    assertThat(limits.outlet(key, day).name()).isEqualTo(key);
    assertThat(limits.outlet("辊道窑排气筒", day).name()).isEqualTo(key);
    assertThatThrownBy(() -> limits.outlet("DA009", day))
        .isInstanceOf(LawException.class)
        .hasMessageContaining("DA009");
  }

  @Test
  void shippedLimits_haveNamesOfTheirOwn() {
    assertThat(LimitTable.shipped().stream().map(LimitRefs::shipped).distinct())
        .hasSameSizeAs(LimitTable.shipped());
  }
}
