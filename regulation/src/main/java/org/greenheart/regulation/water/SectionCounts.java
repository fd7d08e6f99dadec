// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import org.greenheart.regulation.rules.LawException;

/** How many sections of a river are of which class. Immutable. */
public record SectionCounts(int good, int four, int five, int inferior) {
  public SectionCounts {
    check("I-III", good);
    check("IV", four);
    check("V", five);
    check("inferior V", inferior);
  }

  public int total() {
    return good + four + five + inferior;
  }

  /** The counts with one section more. */
  public SectionCounts plus(WaterClass section) {
    return switch (section) {
      case I, II, III -> new SectionCounts(good + 1, four, five, inferior);
      case IV -> new SectionCounts(good, four + 1, five, inferior);
      case V -> new SectionCounts(good, four, five + 1, inferior);
      case INFERIOR_V -> new SectionCounts(good, four, five, inferior + 1);
    };
  }

  private static void check(String field, int count) {
    if (count < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "sections." + field,
          "sections.%s (%s) must not be negative".formatted(field, count));
    }
  }
}
