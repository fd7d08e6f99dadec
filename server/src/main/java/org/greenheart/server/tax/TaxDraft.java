// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Tax;
import org.greenheart.server.reports.Said;
import org.greenheart.server.reports.TableBook;
import org.jspecify.annotations.Nullable;

/**
 * The draft of a declaration as a workbook: the lines as a declaration has them, and the working.
 */
final class TaxDraft {
  private static final int SHOWN_DIGITS = 6;

  private TaxDraft() {}

  static void write(TaxStatement statement, String language, OutputStream out) throws IOException {
    TableBook book = new TableBook(out, language);
    lines(statement, book);
    working(statement, book);
    book.end();
  }

  private static void lines(TaxStatement statement, TableBook book) throws IOException {
    book.sheet(
        new Said("申报草稿", "Draft declaration"),
        List.of(
            new Said("统一社会信用代码", "Credit code"),
            new Said("纳税人名称", "Taxpayer"),
            new Said("月份", "Month"),
            new Said("排放口编号", "Outlet"),
            new Said("排放口名称", "Name of the outlet"),
            new Said("税目", "Class"),
            new Said("污染物", "Pollutant"),
            new Said("排放量计算方法", "Method"),
            new Said("污染物排放量或产生量 (kg)", "Amount (kg)"),
            new Said("污染当量数", "Equivalents"),
            new Said("单位税额 (元)", "Rate (yuan)"),
            new Said("本期应纳税额 (元)", "Tax before reduction (yuan)"),
            new Said("减征系数", "What the reduction leaves"),
            new Said("本期减免税额 (元)", "Reduction (yuan)"),
            new Said("本期应补税额 (元)", "Tax (yuan)"),
            new Said("有效小时", "Valid hours"),
            new Said("替代小时", "Substituted hours"),
            new Said("缺失小时", "Missing hours"),
            new Said("说明", "Remark")));
    for (TaxStatement.OutletPart part : statement.outlets()) {
      for (TaxStatement.Line line : part.lines()) {
        book.row(row(statement, part, line));
      }
    }
    for (TaxStatement.OtherPart part : statement.others()) {
      List<@Nullable Object> cells = head(statement, "", "");
      cells.add(
          part.kind().equals("solid") ? new Said("固体废物", "solid waste") : new Said("噪声", "noise"));
      cells.add(part.name());
      for (int i = 0; i < 7; i++) {
        cells.add(null);
      }
      cells.add(part.tax());
      book.row(cells);
    }
    List<@Nullable Object> total = head(statement, "", "");
    total.add(new Said("合计", "Total"));
    for (int i = 0; i < 8; i++) {
      total.add(null);
    }
    total.add(statement.total());
    book.row(total);
  }

  private static List<@Nullable Object> head(TaxStatement statement, String outlet, String name) {
    return new ArrayList<>(
        List.of(
            statement.creditCode(),
            statement.enterprise(),
            statement.month().toString(),
            outlet,
            name));
  }

  private static List<@Nullable Object> row(
      TaxStatement statement, TaxStatement.OutletPart part, TaxStatement.Line line) {
    boolean taxed = line.fate().equals("taxed");
    BigDecimal rate = part.rate() == null ? BigDecimal.ZERO : part.rate();
    BigDecimal full =
        taxed ? Tax.yuan(line.equivalents().multiply(rate)) : BigDecimal.ZERO.setScale(2);
    List<@Nullable Object> cells = head(statement, part.code(), part.name());
    cells.add(part.medium().equals("air") ? new Said("大气污染物", "air") : new Said("水污染物", "water"));
    cells.add(line.month().name());
    cells.add(
        line.month().laboratory() == null
            ? new Said("自动监测", "automatic monitoring")
            : new Said("监测机构监测", "monitoring by a laboratory"));
    cells.add(shown(line.month().kg()));
    cells.add(shown(line.equivalents()));
    cells.add(rate);
    cells.add(full);
    cells.add(line.factor());
    cells.add(full.subtract(line.tax()));
    cells.add(line.tax());
    PollutantMonth.Laboratory laboratory = line.month().laboratory();
    if (laboratory == null) {
      PollutantMonth.Hours hours = line.month().hours();
      cells.add(BigDecimal.valueOf(hours.counted()));
      cells.add(BigDecimal.valueOf(hours.substituted()));
      cells.add(BigDecimal.valueOf((long) hours.missing() + hours.before()));
    } else {
      cells.add(null);
      cells.add(null);
      cells.add(null);
    }
    cells.add(remark(line.fate(), laboratory));
    return cells;
  }

  private static @Nullable Said remark(
      String fate, PollutantMonth.@Nullable Laboratory laboratory) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    if (laboratory != null) {
      String reports =
          laboratory.reports().stream().map(id -> "#" + id).collect(Collectors.joining(", "));
      zh.add("手工监测记录 %s（%s）".formatted(reports, laboratory.sampled()));
      en.add("manual reports %s (%s)".formatted(reports, laboratory.sampled()));
    }
    switch (fate) {
      case "outranked" -> {
        zh.add("不在前三/前五项，不征");
        en.add("not among the first: not taxed");
      }
      case "excluded" -> {
        zh.add("同一排放口只征一项");
        en.add("only one of its kind is taxed");
      }
      default -> {}
    }
    return zh.isEmpty() ? null : new Said(String.join("；", zh), String.join("; ", en));
  }

  private static BigDecimal shown(BigDecimal number) {
    return number.scale() > SHOWN_DIGITS
        ? number.setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN)
        : number;
  }

  private static void working(TaxStatement statement, TableBook book) throws IOException {
    book.sheet(
        new Said("计算过程", "Working"),
        List.of(
            new Said("排放口", "Outlet"),
            new Said("内容", "What"),
            new Said("算式", "Expression"),
            new Said("结果", "Result"),
            new Said("依据", "Basis")));
    for (TaxStatement.OutletPart part : statement.outlets()) {
      steps(book, part.code(), part.steps(), part.basis() == null ? "" : part.basis().citation());
    }
    for (TaxStatement.OtherPart part : statement.others()) {
      steps(book, part.name(), part.steps(), part.basis().citation());
    }
  }

  private static void steps(TableBook book, String where, List<Step> steps, String citation)
      throws IOException {
    for (Step step : steps) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(where);
      cells.add(new Said(step.zh(), step.en()));
      cells.add(step.expression());
      cells.add(step.result());
      cells.add(citation);
      book.row(cells);
    }
  }
}
