// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;

/**
 * Makes a case of a report that exceeds. What was judged by which limit is written into the case:
 * it stays what it was when the limit or the report is corrected.
 */
final class ManualCases {
  private static final String KIND = "environment";

  private final CaseOpening cases;

  ManualCases(CaseOpening cases) {
    this.cases = requireNonNull(cases, "cases is null");
  }

  /**
   * Within the transaction of its caller.
   *
   * @param report not in a case yet
   * @param exceeding at least one
   * @throws org.greenheart.storage.registry.RuleException when the kind of case does not take it
   */
  CaseFile open(Tables tables, ManualReport report, List<Exceeding> exceeding, String by) {
    CaseFile file =
        cases.openAt(
            tables,
            KIND,
            report.sample().thing(),
            title(tables, report, exceeding),
            description(tables, report, exceeding),
            by);
    tables.manualReports().tie(report.id(), file.id());
    return file;
  }

  private static String title(Tables tables, ManualReport report, List<Exceeding> exceeding) {
    return "%s：手工监测%s超标"
        .formatted(
            tables.catalogue().thing(report.sample().thing()).map(Thing::name).orElse(""),
            exceeding.stream()
                .map(one -> ManualView.name(tables, one.result().code()))
                .limit(5)
                .collect(Collectors.joining("、")));
  }

  private static String description(Tables tables, ManualReport report, List<Exceeding> exceeding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "手工监测记录 %s（第 %s 版）：报告 %s，样品 %s，采样 %s"
            .formatted(
                report.id(),
                report.revision(),
                shown(report.sample().number()),
                shown(report.sample().sample()),
                report.sample().from()));
    for (Exceeding one : exceeding) {
      Judged judged = one.judged();
      Decimal end = one.limit();
      lines.add(
          "%s：%s %s%s，限值 %s（%s），方法 %s"
              .formatted(
                  ManualView.name(tables, one.result().code()),
                  judged.value(),
                  one.result().unit(),
                  judged.converted() ? "（折算）" : "",
                  end,
                  judged.held() == null ? "" : judged.held().ref(),
                  one.result().method()));
    }
    return String.join("\n", lines);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "—" : text;
  }
}
