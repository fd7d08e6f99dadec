// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Step;

/**
 * Something that does not fit (线索). Immutable.
 *
 * @param outlet code of the outlet; empty: of the whole firm
 * @param subject pollutant, waste, site or meter; empty: all of the outlet or the firm
 * @param declared the firm's sum
 * @param recomputed what the other lists come to
 * @param unit of both: {@code yuan}, {@code kg}, {@code d}
 * @param records it rests on
 * @param explanations that may be behind it: it is then {@link Certainty#POSSIBLE} at the most
 * @param steps the working
 */
public record Clue(
    SupervisionRule rule,
    Firm firm,
    YearMonth month,
    String outlet,
    String subject,
    Figure declared,
    Figure recomputed,
    String unit,
    Certainty certainty,
    List<Evidence> records,
    List<Explained> explanations,
    List<Step> steps) {
  /** How sure it is; the surest first. */
  public enum Certainty {
    /** One credit code, a rule read in the law, both sums known. */
    SURE,
    /** A name for a code, a rule that was not read, or one sum only. */
    LIKELY,
    /** A like name only, or an explanation has been given. */
    POSSIBLE
  }

  public Clue {
    requireNonNull(rule, "rule is null");
    requireNonNull(firm, "firm is null");
    requireNonNull(month, "month is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(declared, "declared is null");
    requireNonNull(recomputed, "recomputed is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(certainty, "certainty is null");
    records = List.copyOf(records);
    explanations = List.copyOf(explanations);
    steps = List.copyOf(steps);
  }

  /** What the recomputed sum is above the declared one; nothing when one is not known. */
  public Optional<BigDecimal> difference() {
    return recomputed.number().flatMap(more -> declared.number().map(less -> more.subtract(less)));
  }

  /** Whether it may be raised without a person having looked at who is who. */
  public boolean automatic() {
    return firm.match() != Firm.Match.FUZZY;
  }

  static Certainty certainty(Firm firm, SupervisionRule rule, boolean bothSums, boolean explained) {
    if (firm.match() == Firm.Match.FUZZY || explained) {
      return Certainty.POSSIBLE;
    }
    return firm.match() == Firm.Match.CODE
            && rule.basis().confidence() == Confidence.HIGH
            && bothSums
        ? Certainty.SURE
        : Certainty.LIKELY;
  }
}
