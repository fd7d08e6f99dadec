// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a firm declared for one outlet and month. Pollutants by any name of the annex. Immutable.
 *
 * @param kg amounts
 * @param values equivalent values that were used, kg; one that is not there was the annex's
 * @param factors what each claimed reduction leaves: 0.75, 0.5; none: 1
 * @param rate yuan for one equivalent
 * @param rates of pollutants that were declared with another one
 * @param methods of pollutants that were declared by another one
 */
public record Declared(
    Map<String, BigDecimal> kg,
    Map<String, BigDecimal> values,
    Map<String, BigDecimal> factors,
    BigDecimal rate,
    Map<String, BigDecimal> rates,
    Method method,
    Map<String, Method> methods,
    Amount amount,
    State state,
    List<Evidence> records) {
  /** In the order of Art. 10. */
  public enum Method {
    AUTOMATIC,
    MONITORED,
    FACTOR,
    ESTIMATE
  }

  /** What the tax is counted on. */
  public enum Amount {
    DISCHARGED,
    GENERATED
  }

  /** What the declaration says of the outlet. */
  public enum State {
    RUNNING,
    STOPPED,
    /** Exempt as central works within the standard. */
    EXEMPT
  }

  /** All pollutants with one rate and by one method. */
  public Declared(
      Map<String, BigDecimal> kg,
      Map<String, BigDecimal> values,
      Map<String, BigDecimal> factors,
      BigDecimal rate,
      Method method,
      Amount amount,
      State state,
      List<Evidence> records) {
    this(kg, values, factors, rate, Map.of(), method, Map.of(), amount, state, records);
  }

  public Declared {
    requireNonNull(rate, "rate is null");
    requireNonNull(method, "method is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(state, "state is null");
    kg = Map.copyOf(kg);
    values = Map.copyOf(values);
    factors = Map.copyOf(factors);
    rates = Map.copyOf(rates);
    methods = Map.copyOf(methods);
    records = List.copyOf(records);
  }

  /** Yuan for one equivalent of a pollutant. */
  public BigDecimal rateOf(String pollutant) {
    return rates.getOrDefault(pollutant, rate);
  }

  /** By what a pollutant was counted. */
  public Method methodOf(String pollutant) {
    return methods.getOrDefault(pollutant, method);
  }

  /** Whether nothing was declared to be discharged. */
  public boolean isZero() {
    return state == State.STOPPED || kg.values().stream().allMatch(one -> one.signum() == 0);
  }
}
