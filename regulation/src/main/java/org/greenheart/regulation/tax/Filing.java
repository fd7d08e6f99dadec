// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/** When the tax is declared: counted by the month, filed within 15 days after the quarter. */
public final class Filing {
  private static final int MONTHS = 3;

  private Filing() {}

  /**
   * The last day for filing a month. Holidays that move it are not known here.
   *
   * @throws org.greenheart.regulation.rules.LawException for a month before the law
   */
  public static Reasoned<LocalDate> due(YearMonth month) {
    YearMonth last = month.plusMonths((MONTHS - month.getMonthValue() % MONTHS) % MONTHS);
    LocalDate due =
        last.atEndOfMonth().plusDays(Tax.term("filing days", month.atDay(1)).longValueExact());
    return new Reasoned<>(
        due,
        Tax.law("Art. 18, 19"),
        List.of(
            new Step(
                "季度终了之日起十五日内申报",
                "filed within 15 days after the quarter",
                last.atEndOfMonth() + " + 15 d",
                due.toString())));
  }
}
