// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.rules.LawException;

/** All functions by name. Immutable and thread-safe. */
public final class Calculator {
  private final Map<String, LawFunction> functions = new LinkedHashMap<>();

  /** The functions of this release, without a register of outlets. */
  public static Calculator standard() {
    return standard(Outlets.none());
  }

  /** The functions of this release; {@code limits/judge} finds outlets there. */
  public static Calculator standard(Outlets outlets) {
    return new Calculator(
        Stream.of(
                AirFunctions.all(),
                CemsFunctions.all(),
                LimitFunctions.all(outlets),
                WaterFunctions.all(),
                TaxFunctions.all(),
                CarbonFunctions.all(),
                SupervisionFunctions.all(),
                CaseFunctions.all())
            .flatMap(List::stream)
            .toList());
  }

  Calculator(List<LawFunction> functions) {
    for (LawFunction function : functions) {
      if (this.functions.put(function.name(), function) != null) {
        throw new IllegalArgumentException(
            "the function %s is there twice".formatted(function.name()));
      }
    }
  }

  public Collection<LawFunction> all() {
    return Collections.unmodifiableCollection(functions.values());
  }

  /**
   * @throws LawException when there is none of this name
   */
  public LawFunction function(String name) {
    LawFunction function = functions.get(name);
    if (function == null) {
      throw new LawException(
          LawException.Code.UNKNOWN_FUNCTION,
          "",
          "there is no function %s; there are %s"
              .formatted(name, String.join(", ", functions.keySet())));
    }
    return function;
  }
}
