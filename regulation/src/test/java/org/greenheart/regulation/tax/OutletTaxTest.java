// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

final class OutletTaxTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);
  private static final List<String> NAMES =
      List.of("SO2", "NOx", "CO", "HCl", "fluoride", "smoke dust", "H2S", "NH3");

  private static OutletTax.Assessment tax(List<BigDecimal> kg) {
    List<Discharge> discharges = new ArrayList<>();
    for (int i = 0; i < kg.size(); i++) {
      String name = NAMES.get(i);
      discharges.add(
          Discharge.ofKg(
              name, TaxItems.find(TaxMedium.AIR, name, name, DAY).orElseThrow(), kg.get(i)));
    }
    return OutletTax.of(
            discharges,
            TaxRates.of("Hunan", TaxMedium.AIR, DAY),
            Map.of(),
            Reduction.Boundary.INCLUDED,
            DAY)
        .value();
  }

  @Property(tries = 300)
  void neverMoreThanThree_andNoneUntaxedIsLarger(
      @ForAll @Size(min = 1, max = 8)
          List<@BigRange(min = "0", max = "100000") @Scale(3) BigDecimal> kg) {
    OutletTax.Assessment assessment = tax(kg);

    List<BigDecimal> taxed = equivalents(assessment, true);
    List<BigDecimal> untaxed = equivalents(assessment, false);
    assertThat(taxed).hasSizeLessThanOrEqualTo(3);
    for (BigDecimal out : untaxed) {
      assertThat(taxed).allSatisfy(in -> assertThat(in).isGreaterThanOrEqualTo(out));
    }
    assertThat(assessment.lines()).hasSameSizeAs(kg);
    assertThat(assessment.total())
        .isEqualByComparingTo(
            assessment.lines().stream().map(TaxLine::tax).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  @Property(tries = 200)
  void moreOfOnePollutant_neverLowersTheTax(
      @ForAll @Size(min = 2, max = 6)
          List<@BigRange(min = "0", max = "1000") @Scale(2) BigDecimal> kg,
      @ForAll @BigRange(min = "0", max = "1000") @Scale(2) BigDecimal more) {
    List<BigDecimal> grown = new ArrayList<>(kg);
    grown.set(0, grown.getFirst().add(more));

    assertThat(tax(grown).total()).isGreaterThanOrEqualTo(tax(kg).total());
  }

  private static List<BigDecimal> equivalents(OutletTax.Assessment assessment, boolean taxed) {
    return assessment.lines().stream()
        .filter(line -> line.taxed() == taxed)
        .map(line -> line.discharge().equivalents())
        .toList();
  }
}
