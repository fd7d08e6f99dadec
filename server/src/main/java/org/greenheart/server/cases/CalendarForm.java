// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.CalendarDay;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** A table of days off and worked Saturdays and Sundays, such as that of another year's notice. */
final class CalendarForm implements ImportForm {
  private static final Set<String> WORKED = Set.of("1", "是", "班", "上班", "true", "yes", "works");
  private static final Set<String> OFF = Set.of("0", "否", "休", "放假", "false", "no", "off");

  @Override
  public String text() {
    return "days";
  }

  @Override
  public List<ImportColumn> columns() {
    return List.of(
        ImportColumn.required("day", "日期"),
        ImportColumn.required("works", "上班"),
        ImportColumn.optional("name", "名称"));
  }

  @Override
  public RowWriter writer(Tables tables) {
    return row -> {
      LocalDate day = row.date("day").orElseThrow(() -> CalendarRoutes.missing("day"));
      return tables
          .caseBook()
          .days()
          .put(
              new CalendarDay(
                  0, day, works(row.text("works")), row.optional("name").orElse("").strip()))
          .kind();
    };
  }

  private static boolean works(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (WORKED.contains(word)) {
      return true;
    }
    if (OFF.contains(word)) {
      return false;
    }
    throw new RuleException("works", "must be 班 or 休, 1 or 0", text, "word-unknown");
  }
}
