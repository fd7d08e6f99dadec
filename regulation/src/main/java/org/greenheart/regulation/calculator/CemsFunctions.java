// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.List;
import java.util.stream.Stream;

/** {@code cems/...}: stationary sources under continuous monitoring. */
final class CemsFunctions {
  private CemsFunctions() {}

  static List<LawFunction> all() {
    return Stream.of(CemsGasFunctions.all(), CemsAmountFunctions.all(), CemsDataFunctions.all())
        .flatMap(List::stream)
        .toList();
  }
}
