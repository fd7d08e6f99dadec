// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.Tax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;

/** Less paid than the law leaves: R4 and R5. */
final class ReductionRules {
  private ReductionRules() {}

  /** A reduction was claimed that the month does not bear. */
  static void undue(ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    LocalDate date = clues.dossier().date();
    Map<String, Compliance> known = OutletSums.compliance(outlet, monitored, date);
    declared.factors().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            claimed -> {
              Compliance kept = known.get(OutletSums.itemOf(outlet, claimed.getKey(), date));
              BigDecimal kg = declared.kg().get(claimed.getKey());
              if (kept == null || kg == null) {
                return;
              }
              Reasoned<BigDecimal> due = Reduction.factor(kept, Reduction.Boundary.INCLUDED, date);
              if (due.value().compareTo(claimed.getValue()) > 0) {
                TaxItems.find(outlet.medium(), claimed.getKey(), claimed.getKey(), date)
                    .ifPresent(
                        item ->
                            clues.yuan(
                                outlet.code(),
                                claimed.getKey(),
                                tax(kg, item, outlet, claimed.getValue()),
                                Figure.of(tax(kg, item, outlet, due.value())),
                                OutletSums.records(outlet),
                                due.steps()));
              }
            });
  }

  private static BigDecimal tax(
      BigDecimal kg, TaxItem item, OutletMonth outlet, BigDecimal factor) {
    return Tax.yuan(Exact.divide(kg, item.valueKg()).multiply(outlet.rate()).multiply(factor));
  }

  /** Exempt as central works, which exceed or serve a park. */
  static void exempt(ClueMaker clues, OutletMonth outlet, Declared declared) {
    Monitored monitored = outlet.monitored();
    boolean exceeded =
        monitored != null
            && monitored.compliance().values().stream().anyMatch(kept -> kept.exceedances() > 0);
    boolean pays =
        switch (outlet.works()) {
          case EXCEEDING, OF_A_PARK -> true;
          case NONE, WITHIN_STANDARD -> exceeded;
        };
    if (declared.state() == Declared.State.EXEMPT && pays) {
      clues.yuan(
          outlet.code(),
          BigDecimal.ZERO,
          OutletSums.monitored(outlet, clues.dossier().date()),
          OutletSums.records(outlet),
          List.of());
    }
  }
}
