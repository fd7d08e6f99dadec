// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;

final class CaseFunctionsTest {
  private static final String STATISTICS = "cases/statistics";

  private static Map<String, Object> findings() {
    return Map.of("true", 130, "partly", 225, "mostly", 32, "untrue", 33);
  }

  @Test
  void workedExample_comesOut() {
    assertThat(
            call(
                STATISTICS,
                map(
                    "findings",
                    findings(),
                    "states",
                    Map.of("done", 150, "staged", 96, "inProgress", 174))))
        .containsEntry("untruePercent", new BigDecimal("7.86"))
        .containsEntry("completionPercent", new BigDecimal("58.6"))
        .containsEntry("sumOk", true);
  }

  @Test
  void sumsThatDiffer_areTold() {
    assertThat(call(STATISTICS, map("findings", findings(), "states", Map.of("已办结", 419))))
        .containsEntry("sumOk", false);
    assertThat(call(STATISTICS, map("findings", findings(), "total", 421)))
        .containsEntry("sumOk", false)
        .containsEntry("completionPercent", null);
  }

  @Test
  void whatIsNoCount_isRefused() {
    refused(STATISTICS, LawException.Code.OUT_OF_RANGE, map("findings", Map.of("perhaps", 1)))
        .withMessage("findings.perhaps must be one of true, mostly, partly, untrue");
    refused(STATISTICS, LawException.Code.NOT_READABLE, map("findings", Map.of("true", 1.5)))
        .withMessage("findings.true (1.5) must be a whole number");
    refused(STATISTICS, LawException.Code.OUT_OF_RANGE, map("findings", Map.of("true", -1)));
    refused(STATISTICS, LawException.Code.NO_DATA, map("findings", Map.of("true", 0)));
    refused(STATISTICS, LawException.Code.CONFLICT, map("findings", map("true", 1, "属实", 2)));
  }
}
