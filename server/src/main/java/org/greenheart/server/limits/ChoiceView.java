// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.limits.LimitChoice;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Which limit counts, which ones were considered, and why this one.
 *
 * @param outlet key of the outlet
 * @param permitLooser whether the permit allows more than a standard does: someone has to look
 * @param judges which value it judges: {@code measured}, {@code converted} or {@code
 *     as-the-rule-says}
 * @param oxygen percent that a converted value stands at; null when none is
 */
record ChoiceView(
    String outlet,
    LimitView limit,
    List<LimitView> candidates,
    boolean permitLooser,
    String judges,
    @Nullable BigDecimal oxygen,
    List<Step> steps) {
  ChoiceView {
    candidates = List.copyOf(candidates);
    steps = List.copyOf(steps);
  }

  static ChoiceView of(ChosenLimit chosen, NamedLimits named) {
    LimitChoice choice = chosen.choice().value();
    return new ChoiceView(
        chosen.outlet(),
        LimitView.of(chosen.ref(), choice.limit()),
        choice.candidates().stream().map(one -> LimitView.of(named.ref(one), one)).toList(),
        choice.permitLooser(),
        OutletLimits.word(OutletLimits.judges(choice)),
        OutletLimits.oxygen(choice).orElse(null),
        chosen.choice().steps());
  }
}
