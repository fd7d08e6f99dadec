// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.util.List;
import java.util.function.BiConsumer;

/** Holds the lists of one firm and month against each other by the rules. */
public final class Supervision {
  private Supervision() {}

  /**
   * The clues, in the order of the rules.
   *
   * @param rules those that are not enabled raise nothing
   * @throws org.greenheart.regulation.rules.LawException for a dossier that cannot be computed: a
   *     name that is no pollutant, a rate beyond the law, a month before it
   */
  public static List<Clue> examine(FirmMonth dossier, List<SupervisionRule> rules) {
    return rules.stream()
        .filter(SupervisionRule::enabled)
        .flatMap(rule -> examine(dossier, rule).stream())
        .toList();
  }

  private static List<Clue> examine(FirmMonth dossier, SupervisionRule rule) {
    ClueMaker clues = new ClueMaker(dossier, rule);
    switch (rule.id()) {
      case R1 -> FilingRules.undeclared(clues);
      case R2 -> declared(clues, (outlet, it) -> AmountRules.zero(clues, outlet, it));
      case R3 -> compared(clues, AmountRules::shortfall);
      case R4 -> compared(clues, ReductionRules::undue);
      case R5 -> declared(clues, (outlet, it) -> ReductionRules.exempt(clues, outlet, it));
      case R6 -> declared(clues, (outlet, it) -> MethodRules.generation(clues, outlet, it));
      case R7 -> compared(clues, MethodRules::order);
      case R8 -> compared(clues, AmountRules::items);
      case R9 -> AmountRules.unlike(clues);
      case R10 -> compared(clues, AmountRules::unfilled);
      case R11 -> MethodRules.waste(clues);
      case R12 -> FilingRules.sites(clues);
      case R13 -> FilingRules.penalised(clues);
      case R14 -> MethodRules.running(clues);
      case R15 -> FilingRules.late(clues);
    }
    return clues.clues();
  }

  /** What looks at an outlet that is both declared and known otherwise. */
  private interface Comparing {
    void look(ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored);
  }

  private static void compared(ClueMaker clues, Comparing rule) {
    declared(
        clues,
        (outlet, declared) -> {
          Monitored monitored = outlet.monitored();
          if (monitored != null) {
            rule.look(clues, outlet, declared, monitored);
          }
        });
  }

  private static void declared(ClueMaker clues, BiConsumer<OutletMonth, Declared> rule) {
    for (OutletMonth outlet : clues.dossier().outlets()) {
      Declared declared = outlet.declared();
      if (declared != null) {
        rule.accept(outlet, declared);
      }
    }
  }
}
