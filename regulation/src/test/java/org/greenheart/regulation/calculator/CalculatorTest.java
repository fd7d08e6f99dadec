// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CalculatorTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

  private static final LawFunction DOUBLE =
      new LawFunction(
          "air/double",
          "加倍",
          "twice",
          List.of(Field.number("value", "ug/m3", "值", "value")),
          List.of(Field.number("twice", "ug/m3", "两倍", "twice")),
          Map.of("value", 2),
          inputs ->
              Answer.by(Basis.seen("A rule", "clause 1"))
                  .put("twice", inputs.decimal("value").multiply(BigDecimal.TWO))
                  .why("两倍", "twice", "2 × 2", "4"));

  @Test
  void answer_carriesRuleClauseConfidenceAndWhy() {
    assertThat(DOUBLE.apply(Map.of("value", "2.50"), TODAY))
        .containsEntry("twice", new BigDecimal("5"))
        .containsEntry("rule", "A rule")
        .containsEntry("clause", "clause 1")
        .containsEntry("confidence", "high")
        .hasEntrySatisfying("why", why -> assertThat((List<?>) why).hasSize(1))
        .doesNotContainKey("ignored");
  }

  @Test
  void unverifiedBasis_isNotPrintedAsLaw() {
    Basis heard = new Basis("A rule", "clause 1", Confidence.LOW, "memory");

    assertThat(Answer.by(heard).toMap())
        .containsEntry("rule", "未核实 unverified: A rule")
        .containsEntry("clause", "")
        .containsEntry("confidence", "low");
    assertThat(heard.shown().shown()).isEqualTo(heard.shown());
  }

  @Test
  void inputThatNobodyAskedFor_isNamed() {
    assertThat(DOUBLE.apply(Map.of("value", 1, "valeu", 3, "date", "2026-01-01"), TODAY))
        .containsEntry("ignored", List.of("valeu"));
  }

  @Test
  void unknownFunction_isRefused_withTheKnownOnes() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> new Calculator(List.of(DOUBLE)).function("air/half"))
        .withMessage("there is no function air/half; there are air/double");
  }

  /** Every function answers its own example with every output that it promises. */
  @TestFactory
  List<DynamicTest> examples_areAnswered() {
    return Calculator.standard().all().stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(),
                    () ->
                        assertThat(function.apply(Map.copyOf(function.example()), TODAY))
                            .containsKeys("rule", "clause", "confidence", "why")
                            .extracting(Map::keySet, as(collection(String.class)))
                            .containsAll(
                                function.outputs().stream()
                                    .filter(Field::required)
                                    .map(Field::name)
                                    .toList())
                            .doesNotContain("ignored")))
        .toList();
  }
}
