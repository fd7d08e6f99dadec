// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Level;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.LimitChoice;
import org.greenheart.regulation.limits.LimitQuery;
import org.greenheart.regulation.limits.Unit;
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

  /**
   * The limit as values are held against it. A standard that has no reference oxygen judges the
   * measured value. A permit that says nothing of oxygen stands at that of the standards that apply
   * to the outlet, which it rests on; where they have none it does not say which value it judges.
   *
   * @param unitOfValues empty when it is not known
   */
  Optional<StandingLimit> standing(ChosenLimit chosen, String unitOfValues) {
    LimitChoice choice = chosen.choice().value();
    BigDecimal oxygen = oxygen(choice).orElse(null);
    return StandingLimit.of(choice.limit(), unitOfValues, judges(choice), oxygen);
  }

  static StandingLimit.Judges judges(LimitChoice choice) {
    if (oxygen(choice).isPresent()) {
      return StandingLimit.Judges.CONVERTED;
    }
    return choice.limit().scope().level() == Level.PERMIT
        ? StandingLimit.Judges.AS_THE_RULE_SAYS
        : StandingLimit.Judges.MEASURED;
  }

  static String word(StandingLimit.Judges judges) {
    return judges.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reference oxygen that the limit stands at, percent. */
  static Optional<BigDecimal> oxygen(LimitChoice choice) {
    BigDecimal own = choice.limit().referenceOxygen();
    if (own != null || choice.limit().scope().level() != Level.PERMIT || isRate(choice.limit())) {
      return Optional.ofNullable(own);
    }
    return choice.candidates().stream()
        .filter(one -> one.enabled() && !isRate(one))
        .flatMap(one -> Stream.ofNullable(one.referenceOxygen()))
        .findFirst();
  }

  private static boolean isRate(Limit limit) {
    return Unit.of(limit.unit()).kind() == Unit.Kind.RATE;
  }

  /** The same, whatever unit values come in. */
  OutletLimits inAnyUnit() {
    return new OutletLimits(outlet, uses, book, named, item, averaging, "");
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
