// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.watch.Judgement.Verdict.BETWEEN;
import static org.greenheart.server.watch.Judgement.Verdict.DOES_NOT_HOLD;
import static org.greenheart.server.watch.Judgement.Verdict.HOLDS;
import static org.greenheart.server.watch.Judgement.Verdict.UNKNOWN;
import static org.greenheart.server.watch.Readings.T0;
import static org.greenheart.server.watch.Readings.limit;
import static org.greenheart.server.watch.Readings.minute;
import static org.greenheart.server.watch.Readings.number;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

/** Each kind's condition over a handful of values, on both sides of its threshold. */
final class ConditionsTest {
  private static final Duration FRESH = Duration.ofMinutes(2);
  private static final Decimal ZERO = Decimal.of(0);
  private static final Signal A = minute("a");

  @Test
  void aboveLimit_hysteresis_clearsOnlyBelowItsShare() {
    Readings readings =
        new Readings(new AboveLimit(new LimitedSignal(A, limit("50")), number("0.9")));

    assertThat(readings.put(0, "a=50").verdict()).isEqualTo(BETWEEN);
    assertThat(readings.put(1, "a=50.1").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=45.1").verdict()).isEqualTo(BETWEEN);
    assertThat(readings.put(3, "a=45").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(4, "a=70C").verdict()).isEqualTo(UNKNOWN);
  }

  @Test
  void nearLimit_fromTheShareToTheLimit_holds() {
    Readings readings =
        new Readings(new NearLimit(new LimitedSignal(A, limit("50")), number("0.9")));

    assertThat(readings.put(0, "a=44.9").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=45").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=50").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(3, "a=50.1").verdict()).isEqualTo(BETWEEN);
  }

  @Test
  void outsideBounds_bothSides_holdAndClearBehindTheMargin() {
    Readings readings =
        new Readings(new OutsideBounds(A, number("19.5"), number("23.5"), true, number("0.2")));

    assertThat(readings.put(0, "a=20.9").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=23.5").judge().limit()).isEqualTo(number("23.5"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=23.4").verdict()).isEqualTo(BETWEEN);
    assertThat(readings.put(3, "a=23.3").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(4, "a=19.5").judge().limit()).isEqualTo(number("19.5"));
    assertThat(readings.put(5, "a=19.6").verdict()).isEqualTo(BETWEEN);
  }

  @Test
  void outsideBounds_instrumentsRange_theBoundItselfIsWithin() {
    Readings readings = new Readings(new OutsideBounds(A, ZERO, number("100"), false, ZERO));

    assertThat(readings.put(0, "a=0").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=100").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(2, "a=100.1").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(3, "a=-0.1").verdict()).isEqualTo(HOLDS);
  }

  @Test
  void constant_unchangedForItsTime_holdsUntilItMoves() {
    Readings readings = new Readings(new Constant(A, Duration.ofMinutes(3), null, FRESH));

    assertThat(readings.put(0, "a=7.0").verdict()).isEqualTo(DOES_NOT_HOLD);
    readings.put(1, "a=7.00").put(2, "a=9C");
    assertThat(readings.put(3, "a=7").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(4, "a=7.1").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void constant_nothingMoves_doesNotHold() {
    Readings readings = new Readings(new Constant(A, Duration.ofMinutes(1), minute("pump"), FRESH));

    assertThat(readings.put(0, "a=7 pump=0").put(1, "a=7 pump=0").verdict())
        .isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(2, "a=7 pump=12").verdict()).isEqualTo(HOLDS);
  }

  @Test
  void notPositive_zeroOrLess_holdsWhileProducing() {
    Readings readings = new Readings(new NotPositive(A, true, minute("flow"), FRESH));

    assertThat(readings.put(0, "a=0 flow=0").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=0 flow=10").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=-1 flow=10").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(3, "a=0.1 flow=10").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void notPositive_zeroIsWell_holdsBelowAlone() {
    Readings readings = new Readings(new NotPositive(A, false, null, FRESH));

    assertThat(readings.put(0, "a=0").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=-0.01").verdict()).isEqualTo(HOLDS);
  }

  @Test
  void flagShare_halfOfTheWindowMarked_holds() {
    Readings readings = new Readings(new FlagShare(A, number("50"), Duration.ofMinutes(4), 4));

    readings.put(0, "a=1D").put(1, "a=1N").put(2, "a=1");
    assertThat(readings.verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(3, "a=1M").judge().value()).isEqualTo(number("50.0"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(4, "a=1N").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void emittingWhileOff_flowWithoutFacility_holds() {
    Readings readings = new Readings(new EmittingWhileOff(minute("fan"), A, number("5"), FRESH));

    assertThat(readings.put(0, "fan=1 a=9").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "fan=0 a=5").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(2, "fan=0 a=5.1").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(9, "a=9").verdict()).isEqualTo(UNKNOWN);
  }

  @Test
  void partsAboveTotal_sumBeyondTolerance_holds() {
    Readings readings =
        new Readings(new PartsAboveTotal(List.of(minute("b"), minute("c")), A, number("0.05")));

    assertThat(readings.put(0, "a=10 b=5 c=5.5").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=10 b=5 c=5.6").judge().value()).isEqualTo(number("10.6"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=10 b=5").verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(3, "a=10 b=11").verdict()).isEqualTo(HOLDS);
  }

  @Test
  void inletBelowOutlet_moreComesOut_holds() {
    Readings readings = new Readings(new InletBelowOutlet(A.at(7), A, number("0.1"), FRESH));

    assertThat(readings.put(0, "in:a=10 a=11").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "in:a=10 a=11.1").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=99C").verdict()).isEqualTo(UNKNOWN);
  }

  @Test
  void clipped_manyJustUnderTheLimitAndNoneAbove_holds() {
    Readings readings =
        new Readings(
            new Clipped(
                new LimitedSignal(A, limit("50")),
                number("0.05"),
                number("60"),
                Duration.ofMinutes(60),
                5));

    for (int i = 0; i < 4; i++) {
      readings.put(i, "a=49.9");
    }
    assertThat(readings.verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(4, "a=20").judge().value()).isEqualTo(number("80.0"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(5, "a=50.1").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void markedBeforeExcess_markedValueAbove_holdsWithinItsTime() {
    Readings readings =
        new Readings(
            new MarkedBeforeExcess(
                new LimitedSignal(A, limit("50")), Set.of("C", "M"), Duration.ofMinutes(5)));

    assertThat(readings.put(0, "a=48").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=30C").verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(2, "a=55C").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(8, "a=55C").verdict()).isEqualTo(UNKNOWN);
  }

  @Test
  void markedBeforeExcess_neighboursAbove_holds() {
    Readings readings =
        new Readings(
            new MarkedBeforeExcess(
                new LimitedSignal(A, limit("50")), Set.of("M"), Duration.ofMinutes(5)));

    readings.put(0, "a=51").put(1, "a=M");
    assertThat(readings.put(2, "a=52").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(3, "a=40").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  private static Readings removal(String fromRate) {
    return new Readings(
        new RemovalLow(
            A.at(7),
            A,
            minute("flow").at(7),
            minute("flow"),
            number("80"),
            fromRate.isEmpty() ? null : number(fromRate),
            FRESH));
  }

  @Test
  void removalLow_concentrationsAlone_areCompared() {
    Readings readings = removal("");

    assertThat(readings.put(0, "in:a=100 a=20").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "in:a=100 a=20.1").judge().value()).isEqualTo(number("79.90"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "in:a=0 a=1").verdict()).isEqualTo(UNKNOWN);
  }

  /** GB 37822-2019 10.3.2: 100 mg/m3 x 30,000 m3/h = 3 kg/h. */
  @Test
  void removalLow_flowsAreThere_massRatesAreComparedFromTheRateOn() {
    Readings readings = removal("3");

    assertThat(readings.put(0, "in:a=100 a=30").verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(1, "in:a=100 in:flow=30000 a=30 flow=20000").verdict())
        .isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(2, "in:a=100 in:flow=30000 a=30 flow=30000").judge().value())
        .isEqualTo(number("70.00"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(3, "in:a=99 in:flow=30000 a=90 flow=30000").verdict())
        .isEqualTo(DOES_NOT_HOLD);
  }

  private static Pumps pumps() {
    return new Pumps(List.of(minute("p1"), minute("p2")), FRESH);
  }

  @Test
  void dryRun_pumpRunsAtTheStopLevel_holds() {
    Readings readings = new Readings(new DryRun(A, number("0.8"), pumps()));

    assertThat(readings.put(0, "a=0.8 p1=0 p2=0").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(1, "a=0.8 p1=0 p2=9").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(2, "a=0.81 p1=0 p2=9").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void capacityExceeded_allRunAndLevelRises_holds() {
    Readings readings =
        new Readings(new CapacityExceeded(A, pumps(), Duration.ofMinutes(3), number("0.1")));

    assertThat(readings.put(0, "a=2.0 p1=9 p2=9").verdict()).isEqualTo(UNKNOWN);
    readings.put(1, "a=2.1 p1=9 p2=9").put(2, "a=2.2 p1=9 p2=9");
    assertThat(readings.put(3, "a=2.3 p1=9 p2=9").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(4, "a=2.4 p1=9 p2=0").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(5, "a=2.5 p1=9 p2=9").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void clogging_currentWellAndHardlyAnyFlow_holds() {
    Readings readings =
        new Readings(
            new Clogging(minute("amp"), number("8"), number("20"), A, number("30"), FRESH));

    assertThat(readings.put(0, "amp=12 a=29.9").verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(1, "amp=12 a=30").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(2, "amp=0 a=0").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void shortCycling_moreStartsThanAllowed_holds() {
    Readings readings = new Readings(new ShortCycling(A, 2, Duration.ofMinutes(60)));

    for (int start = 0; start < 2; start++) {
      readings.put(start * 2, "a=0").put(start * 2 + 1, "a=9");
    }
    assertThat(readings.verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(4, "a=0").put(5, "a=9").judge().value()).isEqualTo(Decimal.of(3));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
  }

  @Test
  void dryWeatherFlow_noRainAndFlow_holdsOnceTheTimeIsSeen() {
    Readings readings =
        new Readings(new DryWeatherFlow(A, number("0.5"), minute("rain"), Duration.ofMinutes(10)));

    for (int i = 0; i < 8; i++) {
      readings.put(i, "a=3 rain=0");
    }
    assertThat(readings.verdict()).isEqualTo(UNKNOWN);
    for (int i = 8; i < 11; i++) {
      readings.put(i, "a=3 rain=0");
    }
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(11, "a=3 rain=0.2").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void colourLevels_level_namesTheHighestMarkReached() {
    Readings readings =
        new Readings(
            new ColourLevels(
                A,
                List.of(
                    new ColourLevels.Mark("yellow", number("36.0")),
                    new ColourLevels.Mark("orange", number("38.37"))),
                null,
                number("0.1")));

    assertThat(readings.put(0, "a=35.95").verdict()).isEqualTo(BETWEEN);
    assertThat(readings.put(1, "a=36.0").judge().limit()).isEqualTo(number("36.0"));
    assertThat(readings.put(2, "a=38.5").judge().limit()).isEqualTo(number("38.37"));
    assertThat(readings.put(3, "a=35.9").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void colourLevels_rain_sumsItsHours() {
    Readings readings =
        new Readings(
            new ColourLevels(
                A,
                List.of(new ColourLevels.Mark("orange", number("50"))),
                Duration.ofHours(3),
                ZERO));

    assertThat(readings.put(0, "a=30").put(60, "a=19").verdict()).isEqualTo(DOES_NOT_HOLD);
    assertThat(readings.put(120, "a=1").judge().value()).isEqualTo(number("50"));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    assertThat(readings.put(180, "a=0").verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void tooFewMinutes_hourOf44Valid_holdsForTheNextHour() {
    Readings readings = new Readings(new TooFewMinutes(A, Duration.ofMinutes(1), 45));

    for (int i = 0; i < 60; i++) {
      readings.put(i, i < 44 ? "a=1" : "a=1D");
    }
    assertThat(readings.verdict()).isEqualTo(UNKNOWN);
    assertThat(readings.put(60, "a=1").judge().value()).isEqualTo(Decimal.of(44));
    assertThat(readings.verdict()).isEqualTo(HOLDS);
    for (int i = 61; i < 121; i++) {
      readings.put(i, "a=1");
    }
    assertThat(readings.verdict()).isEqualTo(DOES_NOT_HOLD);
  }

  @Test
  void clockSkew_deviceAhead_holdsWithThePlusSign() {
    ClockSkew condition = new ClockSkew(A, Duration.ofMinutes(5));
    LatestSamples samples = new LatestSamples();

    samples.put(new Sample(A, T0, ZERO, ZERO, null, null, true, null, T0.minusSeconds(300)));
    assertThat(condition.judge(samples).verdict()).isEqualTo(DOES_NOT_HOLD);
    samples.put(
        new Sample(
            A, T0.plusSeconds(60), ZERO, ZERO, null, null, true, null, T0.minusSeconds(241)));

    assertThat(condition.judge(samples))
        .isEqualTo(new Judgement(HOLDS, Decimal.of(301), Decimal.of(300)));
  }
}
