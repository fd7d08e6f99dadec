// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import org.greenheart.storage.registry.Term;

/** The order of values: null, then numbers and times, then texts, as SQLite orders columns. */
final class Constants {
  static final Comparator<Term.Constant> ORDER =
      (a, b) -> {
        int byRank = Integer.compare(rank(a), rank(b));
        return byRank != 0 ? byRank : sameRank(a, b);
      };

  private Constants() {}

  private static int rank(Term.Constant constant) {
    return switch (constant) {
      case Term.Null ignored -> 0;
      case Term.Truth ignored -> 1;
      case Term.Numeral ignored -> 2;
      case Term.Time ignored -> 3;
      case Term.Span ignored -> 4;
      case Term.Day ignored -> 5;
      case Term.ClockTime ignored -> 6;
      case Term.Text ignored -> 7;
    };
  }

  private static int sameRank(Term.Constant a, Term.Constant b) {
    return switch (a) {
      case Term.Null() -> 0;
      case Term.Truth(boolean value) -> Boolean.compare(value, ((Term.Truth) b).value());
      case Term.Numeral(BigDecimal value) -> value.compareTo(((Term.Numeral) b).value());
      case Term.Time(long micros) -> Long.compare(micros, ((Term.Time) b).micros());
      case Term.Span(long micros) -> Long.compare(micros, ((Term.Span) b).micros());
      case Term.Day(LocalDate value) -> value.compareTo(((Term.Day) b).value());
      case Term.ClockTime(LocalTime value) -> value.compareTo(((Term.ClockTime) b).value());
      case Term.Text(String value) -> value.compareTo(((Term.Text) b).value());
    };
  }
}
