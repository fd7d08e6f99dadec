// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.manual.ManualMonths;
import org.greenheart.server.manual.MonthOfSamples;
import org.greenheart.storage.registry.Medium;

/**
 * What laboratories found of one pollutant at an outlet in a month of which no monitor tells it
 * (Law Art. 10 (2)). Immutable.
 *
 * @param creditCode of the enterprise
 * @param outlet by its code
 * @param code of the quantity
 */
public record SampledMonth(
    String creditCode, String outlet, YearMonth of, String code, MonthOfSamples samples) {
  public SampledMonth {
    requireNonNull(creditCode, "creditCode is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(of, "of is null");
    requireNonNull(code, "code is null");
    requireNonNull(samples, "samples is null");
  }

  public TaxMedium medium() {
    return samples.medium() == Medium.AIR ? TaxMedium.AIR : TaxMedium.WATER;
  }

  /** Whether it is particulates, of which the annex knows two kinds. */
  public boolean particulates() {
    return code.equals(PointMonths.PARTICULATES);
  }

  /** Numbers of the reports. */
  public List<Long> reports() {
    return samples.samples().stream().map(ManualMonths.Sampled::report).distinct().toList();
  }

  /** How it kept to its limit; empty when a sample could not be judged. */
  public Optional<Compliance> compliance(List<Step> steps) {
    return LaboratoryAmounts.compliance(samples.samples(), steps);
  }

  /**
   * The amount when the outlet ran so many hours; what was not detected takes no part. Empty when
   * no flow is told.
   *
   * @param hours from 0 to those of the month
   * @throws org.greenheart.regulation.rules.LawException for more hours than the month has
   */
  public Optional<PollutantMonth> ofHours(BigDecimal hours) {
    return amount(new TaxRequest.Ran(hours, null));
  }

  /** The amount when so much went out, in m3; of gas dry and standard. */
  public Optional<PollutantMonth> ofVolume(BigDecimal volumeM3) {
    return amount(new TaxRequest.Ran(null, volumeM3));
  }

  private Optional<PollutantMonth> amount(TaxRequest.Ran ran) {
    ran.requireWithin(of);
    return LaboratoryAmounts.counted(
        code,
        new LaboratoryAmounts.Found(of, samples),
        false,
        MonthOfSamples.NotDetected.ZERO,
        ran);
  }
}
