// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;

/**
 * What is known otherwise of one outlet and month. Immutable.
 *
 * @param kg discharged, missing hours substituted
 * @param generatedKg before treatment; empty when it is not known
 * @param compliance how each kept to its limit
 * @param compliant whether the automatic data may be used for the tax
 * @param sampled pollutants of which samples tell the amount, and no monitor
 * @param zeroHours missing hours that the declaration counted as 0
 * @param steps where the amounts come from, for the working
 */
public record Monitored(
    Map<String, BigDecimal> kg,
    Map<String, BigDecimal> generatedKg,
    Map<String, Compliance> compliance,
    boolean compliant,
    Set<String> sampled,
    int zeroHours,
    List<Evidence> records,
    List<Step> steps) {
  /** Amounts whose records say all of where they come from. */
  public Monitored(
      Map<String, BigDecimal> kg,
      Map<String, BigDecimal> generatedKg,
      Map<String, Compliance> compliance,
      boolean compliant,
      int zeroHours,
      List<Evidence> records) {
    this(kg, generatedKg, compliance, compliant, Set.of(), zeroHours, records, List.of());
  }

  public Monitored {
    Check.notNegative("zeroHours", BigDecimal.valueOf(zeroHours));
    kg = Map.copyOf(kg);
    generatedKg = Map.copyOf(generatedKg);
    compliance = Map.copyOf(compliance);
    sampled = Set.copyOf(sampled);
    records = List.copyOf(records);
    steps = List.copyOf(steps);
  }
}
