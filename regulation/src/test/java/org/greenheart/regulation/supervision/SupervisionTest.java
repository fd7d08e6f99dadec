// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.TaxMedium;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One firm and month for each rule: what raises its clue, and nothing else. */
final class SupervisionTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 2);
  private static final BigDecimal RATE = new BigDecimal("2.4");
  private static final Firm FIRM = new Firm("91430100MA4L000000", "河西瓷业", Firm.Match.CODE);
  private static final Evidence PERMIT = record(Evidence.Source.PERMIT, "P-1");
  private static final Evidence DECLARATION = record(Evidence.Source.DECLARATION, "D-1");
  private static final Evidence MONITORING = record(Evidence.Source.MONITORING, "M-1");
  private static final Evidence PENALTY = record(Evidence.Source.PENALTY, "F-1");
  private static final FirmMonth.Standing STANDING =
      new FirmMonth.Standing(true, Map.of("DA001", PERMIT), true);
  private static final List<SupervisionRule> SHIPPED = SupervisionRule.at(MONTH.atDay(1));

  private static Evidence record(Evidence.Source source, String id) {
    return new Evidence(source, id, "as imported");
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }

  private static Declared declared(String kg) {
    return declared(Map.of("NOx", n(kg)), Map.of());
  }

  private static Declared declared(Map<String, BigDecimal> kg, Map<String, BigDecimal> factors) {
    return new Declared(
        kg,
        Map.of(),
        factors,
        RATE,
        Declared.Method.AUTOMATIC,
        Declared.Amount.DISCHARGED,
        Declared.State.RUNNING,
        List.of(DECLARATION));
  }

  private static Declared with(
      Declared it, Declared.Method method, Declared.Amount amount, Declared.State state) {
    return new Declared(
        it.kg(), it.values(), it.factors(), it.rate(), method, amount, state, it.records());
  }

  private static Monitored monitored(String kg) {
    return monitored(Map.of("NOx", n(kg)), Map.of());
  }

  private static Monitored monitored(
      Map<String, BigDecimal> kg, Map<String, Compliance> compliance) {
    return new Monitored(kg, Map.of(), compliance, true, 0, List.of(MONITORING));
  }

  private static OutletMonth outlet(@Nullable Declared declared, @Nullable Monitored monitored) {
    return new OutletMonth(
        "DA001", TaxMedium.AIR, RATE, OutletMonth.Works.NONE, declared, monitored);
  }

  private static FirmMonth dossier(OutletMonth... outlets) {
    Map<String, Evidence> taxable = new HashMap<>();
    List.of(outlets).forEach(outlet -> taxable.put(outlet.code(), PERMIT));
    return FirmMonth.of(FIRM, MONTH, new FirmMonth.Standing(true, taxable, true), List.of(outlets));
  }

  private static FirmMonth with(
      FirmMonth it,
      List<FirmMonth.Penalty> penalties,
      List<FirmMonth.WasteMonth> wastes,
      List<FirmMonth.Project> projects,
      List<FirmMonth.Consumption> consumptions,
      List<FirmMonth.Comparison> comparisons) {
    return new FirmMonth(
        it.firm(),
        it.month(),
        it.standing(),
        it.filed(),
        it.outlets(),
        penalties,
        wastes,
        projects,
        consumptions,
        comparisons,
        it.explanations());
  }

  private static FirmMonth penalised(FirmMonth it, FirmMonth.Penalty.Kind kind) {
    return with(
        it,
        List.of(new FirmMonth.Penalty(kind, PENALTY)),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<RuleId> ids(FirmMonth dossier) {
    return Supervision.examine(dossier, SHIPPED).stream().map(clue -> clue.rule().id()).toList();
  }

  private static Clue only(FirmMonth dossier, RuleId id) {
    List<Clue> clues = Supervision.examine(dossier, SHIPPED);
    assertThat(clues).extracting(clue -> clue.rule().id()).containsExactly(id);
    return clues.getFirst();
  }

  private static void sums(Clue clue, String declared, String recomputed) {
    assertThat(clue.declared().number().orElseThrow()).isEqualByComparingTo(declared);
    assertThat(clue.recomputed().number().orElseThrow()).isEqualByComparingTo(recomputed);
  }

  @Test
  void table_hasEveryRule_andTheOneFromMemoryIsOff() {
    assertThat(SHIPPED).extracting(SupervisionRule::id).containsExactly(RuleId.values());
    assertThat(SHIPPED)
        .filteredOn(rule -> !rule.enabled())
        .extracting(SupervisionRule::id)
        .containsExactly(RuleId.R10);
    assertThat(SHIPPED).allSatisfy(rule -> assertThat(rule.basis().document()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(RuleId.class)
  void firmThatDeclaredAll_raisesNothing(RuleId id) {
    SupervisionRule rule = SupervisionRule.of(id, MONTH.atDay(1)).enabled(true);
    FirmMonth clean =
        new FirmMonth(
            FIRM,
            MONTH,
            STANDING,
            LocalDate.of(2026, 4, 15),
            List.of(outlet(declared("3950"), monitored("3950"))),
            List.of(),
            List.of(),
            List.of(new FirmMonth.Project("S-1", true, true, PERMIT)),
            List.of(),
            List.of(),
            List.of());

    assertThat(Supervision.examine(clean, List.of(rule))).isEmpty();
  }

  @Test
  void r1_permitWithoutADeclaration_isAClue_withWhatIsDue() {
    Clue clue = only(dossier(outlet(null, monitored("3950"))), RuleId.R1);

    sums(clue, "0", "9978.95");
    assertThat(clue.certainty()).isEqualTo(Clue.Certainty.SURE);
    assertThat(clue.records()).containsExactly(PERMIT, MONITORING);
    assertThat(clue.difference().orElseThrow()).isEqualByComparingTo("9978.95");
  }

  @ParameterizedTest
  @EnumSource(names = {"SAMPLES_ONLY", "READINGS_INCOMPLETE"})
  void r1_ofFewSamplesOrHours_isPossibleOnly(Explanation few) {
    OutletMonth declared = outlet(declared("3950"), monitored("3950"));
    Explained ofSecond = new Explained(few, "DA002", MONITORING);
    FirmMonth leftOut = dossier(declared, second(null, monitored("95")));
    FirmMonth undeclared = dossier(second(null, monitored("95")));

    assertThat(only(explained(leftOut, ofSecond), RuleId.R1).certainty())
        .isEqualTo(Clue.Certainty.POSSIBLE);
    assertThat(only(explained(undeclared, ofSecond), RuleId.R1).certainty())
        .isEqualTo(Clue.Certainty.POSSIBLE);
    assertThat(
            only(explained(leftOut, new Explained(few, "DA001", MONITORING)), RuleId.R1)
                .certainty())
        .isEqualTo(Clue.Certainty.SURE);
  }

  @Test
  void r1_withoutMonitoring_saysThatTheSumIsNotKnown() {
    Clue clue = only(dossier(outlet(null, null)), RuleId.R1);

    assertThat(clue.recomputed().number()).isEmpty();
    assertThat(clue.difference()).isEmpty();
    assertThat(clue.certainty()).isEqualTo(Clue.Certainty.LIKELY);
  }

  @Test
  void r1_outletLeftOutOfADeclaration_isAClueOfItsOwn_withWhatIsDueOfIt() {
    OutletMonth one = outlet(declared("3950"), monitored("3950"));
    OutletMonth other = second(null, monitored("95"));
    Clue clue = only(dossier(one, other), RuleId.R1);

    assertThat(clue.outlet()).isEqualTo("DA002");
    sums(clue, "0", "240");
    assertThat(clue.certainty()).isEqualTo(Clue.Certainty.SURE);
    assertThat(clue.records()).containsExactly(PERMIT, MONITORING);
    // Seen to discharge, though no permit names it.
    FirmMonth unnamed = FirmMonth.of(FIRM, MONTH, STANDING, List.of(one, other));
    assertThat(only(unnamed, RuleId.R1).records()).containsExactly(MONITORING);
    // In the permit, and nothing else is known of it.
    FirmMonth bare =
        FirmMonth.of(
            FIRM,
            MONTH,
            new FirmMonth.Standing(true, Map.of("DA001", PERMIT, "DA003", PERMIT), true),
            List.of(one));
    assertThat(only(bare, RuleId.R1).recomputed().number()).isEmpty();
  }

  @Test
  void r1_outletThatDischargesOnlyWhatIsNotTaxed_isNone() {
    OutletMonth organics = second(null, monitored(Map.of("NMHC", n("900")), Map.of()));
    FirmMonth dossier =
        FirmMonth.of(
            FIRM, MONTH, STANDING, List.of(outlet(declared("3950"), monitored("3950")), organics));

    assertThat(ids(dossier)).isEmpty();
  }

  private static OutletMonth second(@Nullable Declared declared, @Nullable Monitored monitored) {
    return new OutletMonth(
        "DA002", TaxMedium.AIR, RATE, OutletMonth.Works.NONE, declared, monitored);
  }

  @Test
  void r2_zeroBesideWhatIsNotTaxed_isNone() {
    assertThat(ids(dossier(outlet(declared("0"), monitored(Map.of("NMHC", n("900")), Map.of())))))
        .isEmpty();
  }

  @Test
  void r2_declaredStopped_andSeenToDischarge_isAClue() {
    Declared stopped =
        with(
            declared("0"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.DISCHARGED,
            Declared.State.STOPPED);
    Clue clue = only(dossier(outlet(stopped, monitored("3950"))), RuleId.R2);

    sums(clue, "0", "9978.95");
    assertThat(clue.records()).containsExactly(DECLARATION, MONITORING);
  }

  @Test
  void r3_workedExample_isAClue_andWithinTheTolerance_isNone() {
    Clue clue = only(dossier(outlet(declared("3100"), monitored("3950"))), RuleId.R3);

    sums(clue, "7831.58", "9978.95");
    assertThat(clue.difference().orElseThrow()).isEqualByComparingTo("2147.37");
    assertThat(clue.outlet()).isEqualTo("DA001");
    assertThat(clue.steps().getLast().result()).isEqualTo("21.52 % 线索 clue");

    assertThat(ids(dossier(outlet(declared("3555"), monitored("3950"))))).isEmpty();
    assertThat(ids(dossier(outlet(declared("3554"), monitored("3950")))))
        .containsExactly(RuleId.R3);
    // 21.5 % short, but of less than 100 yuan.
    assertThat(ids(dossier(outlet(declared("31"), monitored("39.5"))))).isEmpty();
  }

  @Test
  void r4_workedExample_isAClue() {
    Map<String, BigDecimal> kg = Map.of("SO2", n("199.5"));
    Clue clue =
        only(
            dossier(
                outlet(
                    declared(kg, Map.of("SO2", n("0.5"))),
                    monitored(kg, Map.of("SO2", new Compliance(n("18"), n("50"), 1))))),
            RuleId.R4);

    sums(clue, "252", "504");
    assertThat(clue.difference().orElseThrow()).isEqualByComparingTo("252");
  }

  @Test
  void r4_claimThatTheMonthBears_isNone() {
    Map<String, BigDecimal> kg = Map.of("SO2", n("199.5"));

    assertThat(
            ids(
                dossier(
                    outlet(
                        declared(kg, Map.of("SO2", n("0.5"))),
                        monitored(kg, Map.of("SO2", new Compliance(n("18"), n("50"), 0)))))))
        .isEmpty();
  }

  @Test
  void r5_exemptWorksOfAPark_isAClue() {
    Declared exempt =
        new Declared(
            Map.of("COD", n("2400")),
            Map.of(),
            Map.of(),
            n("3"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.DISCHARGED,
            Declared.State.EXEMPT,
            List.of(DECLARATION));
    OutletMonth works =
        new OutletMonth(
            "DW001",
            TaxMedium.WATER,
            n("3"),
            OutletMonth.Works.OF_A_PARK,
            exempt,
            monitored(Map.of("COD", n("2400")), Map.of()));

    sums(only(dossier(works), RuleId.R5), "0", "7200");
  }

  @Test
  void r6_penalisedForTampering_isTaxedOnWhatWasGenerated() {
    Monitored monitored =
        new Monitored(
            Map.of("NOx", n("3100")),
            Map.of("NOx", n("9500")),
            Map.of(),
            true,
            0,
            List.of(MONITORING));
    FirmMonth dossier =
        penalised(dossier(outlet(declared("3100"), monitored)), FirmMonth.Penalty.Kind.TAMPERING);

    Clue clue = only(dossier, RuleId.R6);

    sums(clue, "7831.58", "24000");
    assertThat(clue.records()).containsExactly(PENALTY, DECLARATION, MONITORING);
  }

  @Test
  void r6_whatWasNotMeasuredBeforeTheTreatment_countsAsDischarged() {
    Monitored monitored =
        new Monitored(
            Map.of("NOx", n("3100"), "SO2", n("950")),
            Map.of("NOx", n("9500")),
            Map.of(),
            true,
            0,
            List.of(MONITORING));
    Declared both = declared(Map.of("NOx", n("3100"), "SO2", n("950")), Map.of());

    // 10,000 equivalents of NOx and 1,000 of SO2 × 2.4
    sums(
        only(
            penalised(dossier(outlet(both, monitored)), FirmMonth.Penalty.Kind.HIDDEN_PIPE),
            RuleId.R6),
        "10231.58",
        "26400");
  }

  @Test
  void r3_declarationOnTheGeneratedAmount_isHeldAgainstThatAmount() {
    Monitored monitored =
        new Monitored(
            Map.of("NOx", n("950")),
            Map.of("NOx", n("9500")),
            Map.of(),
            true,
            0,
            List.of(MONITORING));
    Declared generated =
        with(
            declared("4750"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.GENERATED,
            Declared.State.RUNNING);

    sums(only(dossier(outlet(generated, monitored)), RuleId.R3), "12000", "24000");
  }

  @Test
  void r4_namesOfTheMonitorAndOfTheDeclaration_mayDiffer() {
    only(
        dossier(
            outlet(
                declared(Map.of("NOx", n("950")), Map.of("NOx", n("0.5"))),
                monitored(
                    Map.of("a21002", n("950")),
                    Map.of("a21002", new Compliance(n("121"), n("180"), 0))))),
        RuleId.R4);
  }

  @Test
  void declaredSum_isOfTheFirstThree_asTheRecomputedOne() {
    Map<String, BigDecimal> four =
        Map.of("NOx", n("950"), "SO2", n("475"), "fluoride", n("87"), "HCl", n("107.5"));
    Monitored more = monitored(Map.of("NOx", n("1900")), Map.of());

    // 1,000, 500 and 100 equivalents; the 10 of HCl are not taxed.
    Clue clue =
        only(
            penalised(
                dossier(outlet(declared(four, Map.of()), null)), FirmMonth.Penalty.Kind.TAMPERING),
            RuleId.R6);
    assertThat(clue.declared().number().orElseThrow()).isEqualByComparingTo("3840");
    sums(only(dossier(outlet(declared(four, Map.of()), more)), RuleId.R3), "3840", "6240");
  }

  @Test
  void r7_factorsInPlaceOfAutomaticData_areAClue() {
    Declared byFactor =
        with(
            declared("3950"),
            Declared.Method.FACTOR,
            Declared.Amount.DISCHARGED,
            Declared.State.RUNNING);

    only(dossier(outlet(byFactor, monitored("3950"))), RuleId.R7);
  }

  @Test
  void r8_pollutantLeftOut_valueAndRateOfTheirOwn_areAClue() {
    Declared odd =
        new Declared(
            Map.of("NOx", n("3950")),
            Map.of("NOx", n("0.96")),
            Map.of(),
            n("1.2"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.DISCHARGED,
            Declared.State.RUNNING,
            List.of(DECLARATION));
    Clue clue =
        only(
            dossier(outlet(odd, monitored(Map.of("a21002", n("3950"), "SO2", n("95")), Map.of()))),
            RuleId.R8);

    sums(clue, "4937.5", "10218.95");
    assertThat(clue.steps())
        .extracting(step -> step.en() + ": " + step.result())
        .contains(
            "to be taxed and not declared: SO2",
            "NOx: another equivalent value: 0.95 kg",
            "another rate: 2.4 yuan");
  }

  @Test
  void r9_underHalfOfLastYear_isAClue_andHalfIsNone() {
    Evidence comparison = record(Evidence.Source.COMPARISON, "C-1");
    FirmMonth half =
        with(
            dossier(outlet(declared("3950"), monitored("3950"))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new FirmMonth.Comparison(
                    FirmMonth.Comparison.Measure.LAST_YEAR,
                    "NOx",
                    "kg",
                    n("3950"),
                    n("7900"),
                    List.of(comparison)),
                new FirmMonth.Comparison(
                    FirmMonth.Comparison.Measure.PEERS,
                    "NOx",
                    "kg/t",
                    n("0.19"),
                    n("0.4"),
                    List.of(comparison))));

    sums(only(half, RuleId.R9), "0.19", "0.4");
  }

  @Test
  void r10_raisesNothing_untilAPersonSwitchesItOn() {
    Monitored gaps =
        new Monitored(Map.of("NOx", n("3950")), Map.of(), Map.of(), true, 12, List.of(MONITORING));
    FirmMonth dossier = dossier(outlet(declared("3900"), gaps));

    assertThat(ids(dossier)).isEmpty();
    List<Clue> clues =
        Supervision.examine(
            dossier, List.of(SupervisionRule.of(RuleId.R10, MONTH.atDay(1)).enabled(true)));
    assertThat(clues).singleElement().extracting(Clue::certainty).isEqualTo(Clue.Certainty.LIKELY);
    sums(clues.getFirst(), "9852.63", "9978.95");
  }

  @Test
  void r11_wasteThatWentNowhere_isAClue_andAllOfItWhenDumped() {
    FirmMonth.WasteMonth waste =
        new FirmMonth.WasteMonth(
            "slag",
            new SolidWasteTax.Waste(n("500"), n("0"), n("0"), n("420")),
            n("60"),
            List.of(record(Evidence.Source.WASTE_LEDGER, "W-1")));
    FirmMonth dossier =
        with(
            dossier(outlet(declared("1"), monitored("1"))),
            List.of(),
            List.of(waste),
            List.of(),
            List.of(),
            List.of());
    sums(only(dossier, RuleId.R11), "1500", "2000");

    FirmMonth dumped =
        with(
            dossier,
            List.of(new FirmMonth.Penalty(FirmMonth.Penalty.Kind.DUMPING, PENALTY)),
            List.of(waste),
            List.of(),
            List.of(),
            List.of());
    sums(only(dumped, RuleId.R11), "1500", "12500");
  }

  @Test
  void r11_falseDeclaration_countsAllThatWasGenerated() {
    FirmMonth.WasteMonth waste =
        new FirmMonth.WasteMonth(
            "slag",
            new SolidWasteTax.Waste(n("500"), n("0"), n("0"), n("420")),
            n("80"),
            List.of(record(Evidence.Source.WASTE_LEDGER, "W-1")));
    Declared generated =
        with(
            declared("1"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.GENERATED,
            Declared.State.RUNNING);
    FirmMonth dossier =
        with(
            dossier(outlet(generated, monitored("1"))),
            List.of(new FirmMonth.Penalty(FirmMonth.Penalty.Kind.FALSE_DECLARATION, PENALTY)),
            List.of(waste),
            List.of(),
            List.of(),
            List.of());

    sums(only(dossier, RuleId.R11), "2000", "12500");
  }

  @Test
  void r12_siteWithoutADustDeclaration_isAClue() {
    FirmMonth dossier =
        with(
            dossier(outlet(declared("1"), monitored("1"))),
            List.of(),
            List.of(),
            List.of(
                new FirmMonth.Project("S-1", true, false, record(Evidence.Source.PROJECT, "B-1")),
                new FirmMonth.Project("S-1", false, false, record(Evidence.Source.PROJECT, "B-2"))),
            List.of(),
            List.of());

    assertThat(only(dossier, RuleId.R12).records()).extracting(Evidence::id).containsExactly("B-1");
  }

  @Test
  void r13_penalisedForExcess_andFullyReduced_isAClue() {
    Map<String, BigDecimal> kg = Map.of("NOx", n("950"));
    Map<String, Compliance> low = Map.of("NOx", new Compliance(n("10"), n("50"), 0));
    OutletMonth reduced = outlet(declared(kg, Map.of("NOx", n("0.5"))), monitored(kg, low));

    only(penalised(dossier(reduced), FirmMonth.Penalty.Kind.AIR_EXCESS), RuleId.R13);
    assertThat(
            ids(
                penalised(
                    dossier(outlet(declared("950"), monitored("950"))),
                    FirmMonth.Penalty.Kind.AIR_EXCESS)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Declared.State.class)
  void r13_penalisedForExcess_andZeroStoppedOrExempt_isAClue(Declared.State state) {
    Declared nothing =
        with(declared("0"), Declared.Method.AUTOMATIC, Declared.Amount.DISCHARGED, state);

    only(penalised(dossier(outlet(nothing, null)), FirmMonth.Penalty.Kind.AIR_EXCESS), RuleId.R13);
    OutletMonth pays = second(declared("950"), null);
    assertThat(
            ids(penalised(dossier(outlet(nothing, null), pays), FirmMonth.Penalty.Kind.AIR_EXCESS)))
        .isEmpty();
  }

  @Test
  void r14_stoppedPlantThatUsesElectricity_isAClue() {
    Declared stopped =
        with(
            declared("0"),
            Declared.Method.FACTOR,
            Declared.Amount.DISCHARGED,
            Declared.State.STOPPED);
    Evidence bill = record(Evidence.Source.CONSUMPTION, "E-1");
    FirmMonth dossier =
        with(
            dossier(outlet(stopped, null)),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new FirmMonth.Consumption(
                    "electricity", "kWh", n("980000"), n("20000"), null, bill),
                new FirmMonth.Consumption("water", "m3", n("22"), n("20"), null, bill)),
            List.of());

    Clue clue = only(dossier, RuleId.R14);

    assertThat(clue.records()).containsExactly(DECLARATION, bill);
    assertThat(clue.unit()).isEqualTo("kWh");
  }

  @Test
  void r15_dayAfterTheLast_isLate() {
    FirmMonth onTime = dossier(outlet(declared("1"), monitored("1")));
    Clue clue = only(filed(LocalDate.of(2026, 4, 16)), RuleId.R15);

    assertThat(ids(onTime)).isEmpty();
    sums(clue, "1", "0");
  }

  @Test
  void r15_whileHolidaysMayHaveMovedTheLastDay_isPossibleOnly() {
    Clue near = only(filed(LocalDate.of(2026, 4, 29)), RuleId.R15);
    Clue far = only(filed(LocalDate.of(2026, 4, 30)), RuleId.R15);

    assertThat(near.certainty()).isEqualTo(Clue.Certainty.POSSIBLE);
    assertThat(near.explanations())
        .extracting(Explained::explanation)
        .containsExactly(Explanation.HOLIDAYS);
    assertThat(far.certainty()).isEqualTo(Clue.Certainty.SURE);
    assertThat(far.explanations()).isEmpty();
  }

  private static FirmMonth filed(LocalDate day) {
    return new FirmMonth(
        FIRM,
        MONTH,
        STANDING,
        day,
        List.of(outlet(declared("1"), monitored("1"))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void likeNameOnly_orAnExplanation_makesAClueLessSure() {
    OutletMonth outlet = outlet(declared("3100"), monitored("3950"));
    Clue fuzzy =
        only(
            FirmMonth.of(new Firm("", "河西瓷厂", Firm.Match.FUZZY), MONTH, STANDING, List.of(outlet)),
            RuleId.R3);
    FirmMonth explained =
        new FirmMonth(
            FIRM,
            MONTH,
            STANDING,
            null,
            List.of(outlet),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Explained(
                    Explanation.OUTLET_MERGED,
                    "DA001",
                    record(Evidence.Source.EXPLANATION, "X-1"))));

    assertThat(fuzzy.certainty()).isEqualTo(Clue.Certainty.POSSIBLE);
    assertThat(fuzzy.automatic()).isFalse();
    assertThat(only(explained, RuleId.R3).certainty()).isEqualTo(Clue.Certainty.POSSIBLE);
  }

  @Test
  void explanationOfAnotherOutletOrRule_leavesTheClueSure() {
    OutletMonth outlet = outlet(declared("3100"), monitored("3950"));
    Evidence said = record(Evidence.Source.EXPLANATION, "X-1");
    FirmMonth elsewhere =
        explained(
            dossier(outlet),
            new Explained(Explanation.OUTLET_MERGED, "DA009", said),
            new Explained(Explanation.STANDBY_USE, "", said));
    FirmMonth here =
        explained(dossier(outlet), new Explained(Explanation.MONITOR_AT_FAULT, "DA001", said));

    assertThat(only(elsewhere, RuleId.R3).certainty()).isEqualTo(Clue.Certainty.SURE);
    Clue less = only(here, RuleId.R3);
    assertThat(less.certainty()).isEqualTo(Clue.Certainty.POSSIBLE);
    assertThat(less.explanations()).extracting(Explained::record).containsExactly(said);
    assertThat(less.steps().getLast().en()).contains("monitor at fault");
  }

  private static FirmMonth explained(FirmMonth it, Explained... explanations) {
    return new FirmMonth(
        it.firm(),
        it.month(),
        it.standing(),
        it.filed(),
        it.outlets(),
        it.penalties(),
        it.wastes(),
        it.projects(),
        it.consumptions(),
        it.comparisons(),
        List.of(explanations));
  }

  @Test
  void r3_whatNoMonitorMeasures_isRankedAsItWasDeclared() {
    // Fluoride is declared by a factor and no monitor knows it: it stands on both sides.
    Map<String, BigDecimal> kg = Map.of("NOx", n("3100"), "fluoride", n("8700"));
    FirmMonth dossier = dossier(outlet(declared(kg, Map.of()), monitored("3950")));

    // 10,000 equivalents of fluoride on both sides: 894.74 of 14,157.89 are 6.3 %.
    assertThat(ids(dossier)).isEmpty();
    FirmMonth alone = dossier(outlet(declared("3100"), monitored("3950")));
    only(alone, RuleId.R3);
  }

  @Test
  void r7_factorForWhatNoMonitorMeasures_isNone() {
    Declared mixed =
        new Declared(
            Map.of("NOx", n("3950"), "fluoride", n("10")),
            Map.of(),
            Map.of(),
            RATE,
            Map.of(),
            Declared.Method.AUTOMATIC,
            Map.of("fluoride", Declared.Method.FACTOR),
            Declared.Amount.DISCHARGED,
            Declared.State.RUNNING,
            List.of(DECLARATION));

    assertThat(ids(dossier(outlet(mixed, monitored("3950"))))).isEmpty();
  }

  @Test
  void r8_rateOfOnePollutantAlone_isAClue() {
    Declared odd =
        new Declared(
            Map.of("NOx", n("3950"), "SO2", n("950")),
            Map.of(),
            Map.of(),
            RATE,
            Map.of("SO2", n("1.2")),
            Declared.Method.AUTOMATIC,
            Map.of(),
            Declared.Amount.DISCHARGED,
            Declared.State.RUNNING,
            List.of(DECLARATION));

    // 4,157.89 × 2.4 + 1,000 × 1.2 against 2.4 for both
    sums(only(dossier(outlet(odd, monitored("3950"))), RuleId.R8), "11178.95", "12378.95");
  }

  @Test
  void r5_worksThatExceededInTheMonth_pay() {
    Declared exempt =
        with(
            declared("0"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.DISCHARGED,
            Declared.State.EXEMPT);
    OutletMonth kept = works(exempt, 0);
    OutletMonth over = works(exempt, 1);

    assertThat(ids(dossier(kept))).isEmpty();
    only(dossier(over), RuleId.R5);
  }

  private static OutletMonth works(Declared declared, int exceedances) {
    return new OutletMonth(
        "DA001",
        TaxMedium.AIR,
        RATE,
        OutletMonth.Works.WITHIN_STANDARD,
        declared,
        monitored(
            Map.of("NOx", n("3950")),
            Map.of("NOx", new Compliance(n("100"), n("180"), exceedances))));
  }

  @Test
  void r13_airExcess_looksAtWhatWasDeclaredOfAirAlone() {
    OutletMonth water =
        new OutletMonth(
            "DW001",
            TaxMedium.WATER,
            n("3"),
            OutletMonth.Works.NONE,
            new Declared(
                Map.of("COD", n("2400")),
                Map.of(),
                Map.of(),
                n("3"),
                Declared.Method.AUTOMATIC,
                Declared.Amount.DISCHARGED,
                Declared.State.RUNNING,
                List.of(DECLARATION)),
            null);

    only(penalised(dossier(water), FirmMonth.Penalty.Kind.AIR_EXCESS), RuleId.R13);
    assertThat(ids(penalised(dossier(water), FirmMonth.Penalty.Kind.WATER_EXCESS))).isEmpty();
  }

  @Test
  void r14_firmOfWhichOneOutletRuns_isNotStopped() {
    Declared stopped =
        with(
            declared("0"),
            Declared.Method.FACTOR,
            Declared.Amount.DISCHARGED,
            Declared.State.STOPPED);
    OutletMonth other =
        new OutletMonth(
            "DA002", TaxMedium.AIR, RATE, OutletMonth.Works.NONE, declared("3950"), null);
    FirmMonth.Consumption much =
        new FirmMonth.Consumption(
            "electricity",
            "kWh",
            n("980000"),
            n("20000"),
            null,
            record(Evidence.Source.CONSUMPTION, "E-1"));

    assertThat(ids(using(dossier(outlet(stopped, null), other), much))).isEmpty();
    only(using(dossier(outlet(stopped, null)), much), RuleId.R14);
  }

  @ParameterizedTest
  @CsvSource({"220000, ", "220001, 200000", "89999, 100000", "90000, "})
  void r14_gasThatDoesNotFitTheOutput_isAClueBeyondTheTolerance(
      String used, @Nullable String expected) {
    Evidence bill = record(Evidence.Source.CONSUMPTION, "G-1");
    Evidence output = record(Evidence.Source.COMPARISON, "O-1");
    // 1,000 t at 100 to 200 m3 each; tolerance 10 %
    FirmMonth.Quota quota = new FirmMonth.Quota(n("1000"), n("100"), n("200"), List.of(output));
    FirmMonth dossier =
        using(
            dossier(outlet(declared("3950"), monitored("3950"))),
            new FirmMonth.Consumption("gas", "m3", n(used), null, quota, bill));

    if (expected == null) {
      assertThat(ids(dossier)).isEmpty();
    } else {
      Clue clue = only(dossier, RuleId.R14);
      sums(clue, expected, used);
      assertThat(clue.records()).containsExactly(output, bill);
      assertThat(clue.subject()).isEqualTo("gas / output");
    }
  }

  private static FirmMonth using(FirmMonth it, FirmMonth.Consumption consumption) {
    return with(it, List.of(), List.of(), List.of(), List.of(consumption), List.of());
  }

  @Test
  void leastSum_leavesSmallDifferencesOfAnyRuleAlone() {
    Declared odd =
        new Declared(
            Map.of("NOx", n("3950")),
            Map.of(),
            Map.of(),
            n("2.3"),
            Declared.Method.AUTOMATIC,
            Declared.Amount.DISCHARGED,
            Declared.State.RUNNING,
            List.of(DECLARATION));
    FirmMonth dossier = dossier(outlet(odd, monitored("3950")));
    SupervisionRule shipped = SupervisionRule.of(RuleId.R8, MONTH.atDay(1));
    SupervisionRule coarse =
        new SupervisionRule(
            RuleId.R8,
            shipped.zh(),
            shipped.en(),
            shipped.tolerance(),
            n("500"),
            true,
            shipped.basis());

    // 0.1 yuan on 4,157.89 equivalents: 415.79
    assertThat(Supervision.examine(dossier, List.of(shipped))).hasSize(1);
    assertThat(Supervision.examine(dossier, List.of(coarse))).isEmpty();
  }

  @Test
  void dossierThatCannotBeComputed_isRefused_byName() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                Supervision.examine(
                    dossier(outlet(declared("1"), monitored(Map.of("mist", n("1")), Map.of()))),
                    SHIPPED))
        .withMessageContaining("mist");
  }
}
