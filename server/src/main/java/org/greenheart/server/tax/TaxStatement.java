// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * The tax of an enterprise in a month, with its working. Immutable.
 *
 * @param over whether the month is; else the amounts are of what went by of it
 * @param due last day for filing
 */
record TaxStatement(
    String creditCode,
    String enterprise,
    YearMonth month,
    boolean over,
    List<OutletPart> outlets,
    List<OtherPart> others,
    BigDecimal total,
    LocalDate due) {
  TaxStatement {
    outlets = List.copyOf(outlets);
    others = List.copyOf(others);
  }

  /** What a person has to know about a part: a code and the thing it is about. */
  record Note(String code, String about, String aboutEn) {
    /** About a pollutant, by its code and its Chinese name. */
    static Note of(String note, String code, String name) {
      return new Note(note, name, english(code));
    }
  }

  /**
   * An outlet.
   *
   * @param rate yuan for one equivalent; null where nothing is taxed
   * @param basis null where nothing is taxed
   */
  record OutletPart(
      String code,
      String name,
      String medium,
      @Nullable BigDecimal rate,
      List<Line> lines,
      BigDecimal total,
      @Nullable Basis basis,
      List<Step> steps,
      List<Note> notes) {
    OutletPart {
      lines = List.copyOf(lines);
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }
  }

  private static String english(String code) {
    return FactorTable.standard().find(code).map(factor -> factor.en()).orElse(code);
  }

  /**
   * A pollutant at an outlet.
   *
   * @param item in the annex
   * @param fate {@code taxed}, {@code outranked}, {@code excluded}
   * @param factor what the reduction leaves
   */
  record Line(
      PollutantMonth month,
      String item,
      BigDecimal equivalents,
      String fate,
      BigDecimal factor,
      BigDecimal tax) {}

  /** Solid waste or noise. */
  record OtherPart(String kind, String name, BigDecimal tax, Basis basis, List<Step> steps) {
    OtherPart {
      steps = List.copyOf(steps);
    }
  }
}
