// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.LimitQuery;
import org.greenheart.regulation.rules.LawException;

/**
 * The limits on one quantity at one outlet over one averaging time. Immutable.
 *
 * @param named everything in the book, with its names
 * @param unit that values come in; empty when it does not matter
 */
record OutletLimits(
    OutletFacts outlet,
    StandardUses uses,
    LimitBook book,
    NamedLimits named,
    String item,
    Averaging averaging,
    String unit) {

  /** The one that counts on a day of the data; empty when there is none, or none can be told. */
  Optional<ChosenLimit> chosen(LocalDate day) {
    try {
      return Optional.of(choose(day));
    } catch (LawException e) {
      return Optional.empty();
    }
  }

  /**
   * The one that counts on a day of the data.
   *
   * @throws LawException when there is none, or when it needs a word to be told from others
   */
  ChosenLimit choose(LocalDate day) {
    StandardUses.OnDay standards = uses.of(outlet, day);
    var choice =
        book.choose(
            new LimitQuery(
                outlet.key(),
                standards.standards(),
                item,
                averaging,
                unit,
                day,
                null,
                standards.merged()));
    return new ChosenLimit(outlet.key(), named.ref(choice.value().limit()), choice);
  }

  ChoiceView view(ChosenLimit chosen) {
    return ChoiceView.of(chosen, named);
  }

  /** Days on which another limit may begin to count. */
  NavigableSet<LocalDate> turns() {
    NavigableSet<LocalDate> turns = uses.turns();
    named.list().forEach(limit -> Turns.add(turns, limit.validity().from(), limit.validity().to()));
    return turns;
  }
}
