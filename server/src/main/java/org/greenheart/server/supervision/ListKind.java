// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static org.greenheart.server.supervision.ListColumn.key;
import static org.greenheart.server.supervision.ListColumn.optional;
import static org.greenheart.server.supervision.ListColumn.optionalKey;
import static org.greenheart.server.supervision.ListColumn.required;

import java.util.List;
import java.util.Locale;
import org.greenheart.regulation.supervision.Evidence;

/** The lists that are held against each other, with their columns. */
enum ListKind {
  PERMITS(
      Evidence.Source.PERMIT,
      key("permit", new ListColumn.Type.Text(), "许可证编号", "登记编号"),
      optionalKey("outlet", new ListColumn.Type.OutletCode(), "排放口编号"),
      required("validFrom", new ListColumn.Type.Day(), "有效期起"),
      required("validTo", new ListColumn.Type.Day(), "有效期止"),
      optional("taxable", new ListColumn.Type.Word(TaxWords.YES_NO), "应税"),
      optional("works", new ListColumn.Type.Word(TaxWords.WORKS), "集中处理厂")),
  TAXPAYERS(Evidence.Source.TAXPAYER, optional("since", new ListColumn.Type.Day(), "识别日期", "登记日期")),
  DECLARATIONS(
      Evidence.Source.DECLARATION,
      key("month", new ListColumn.Type.Month(), "所属月份", "月份", "税款所属期"),
      key("outlet", new ListColumn.Type.OutletCode(), "排放口编号"),
      key("pollutant", new ListColumn.Type.Pollutant(), "污染物", "污染物名称"),
      required("kg", new ListColumn.Type.Amount(), "排放量", "排放量或产生量"),
      optional("valueKg", new ListColumn.Type.Amount(), "当量值", "污染当量值"),
      required("rate", new ListColumn.Type.Amount(), "单位税额"),
      optional("factor", new ListColumn.Type.Share(), "减征系数"),
      optional("method", new ListColumn.Type.Word(TaxWords.METHOD), "计算方法"),
      optional("amount", new ListColumn.Type.Word(TaxWords.AMOUNT), "计税依据"),
      optional("state", new ListColumn.Type.Word(TaxWords.STATE), "状态"),
      required("filed", new ListColumn.Type.Day(), "申报日期")),
  MONITORING(
      Evidence.Source.MONITORING,
      key("month", new ListColumn.Type.Month(), "月份"),
      key("outlet", new ListColumn.Type.OutletCode(), "排放口编号"),
      key("pollutant", new ListColumn.Type.Pollutant(), "污染物", "污染物名称"),
      required("kg", new ListColumn.Type.Amount(), "排放量"),
      optional("generatedKg", new ListColumn.Type.Amount(), "产生量"),
      optional("mean", new ListColumn.Type.Amount(), "月均浓度"),
      optional("limit", new ListColumn.Type.Amount(), "浓度限值"),
      optional("exceedances", new ListColumn.Type.Count(), "超标次数"),
      optional("compliant", new ListColumn.Type.Word(TaxWords.YES_NO), "数据合规"),
      optional("zeroHours", new ListColumn.Type.Count(), "按零计小时")),
  WASTES(
      Evidence.Source.WASTE_LEDGER,
      key("month", new ListColumn.Type.Month(), "月份"),
      key("waste", new ListColumn.Type.WasteKind(), "固体废物", "固废种类"),
      required("generatedT", new ListColumn.Type.Amount(), "产生量"),
      optional("storedT", new ListColumn.Type.Amount(), "贮存量"),
      optional("disposedT", new ListColumn.Type.Amount(), "处置量", "转移量"),
      optional("usedT", new ListColumn.Type.Amount(), "综合利用量"),
      optional("declaredT", new ListColumn.Type.Amount(), "申报排放量")),
  PENALTIES(
      Evidence.Source.PENALTY,
      key("decision", new ListColumn.Type.Text(), "处罚决定书文号", "文号"),
      required("date", new ListColumn.Type.Day(), "违法日期", "日期"),
      required("kind", new ListColumn.Type.Word(TaxWords.PENALTY), "违法类型", "类型")),
  PROJECTS(
      Evidence.Source.PROJECT,
      key("project", new ListColumn.Type.Text(), "施工许可证编号", "项目编号"),
      required("from", new ListColumn.Type.Day(), "开工日期"),
      required("to", new ListColumn.Type.Day(), "竣工日期"),
      optional("dustDeclared", new ListColumn.Type.Word(TaxWords.YES_NO), "已申报扬尘")),
  ELECTRICITY(
      Evidence.Source.CONSUMPTION,
      key("month", new ListColumn.Type.Month(), "月份", "用电月份"),
      required("used", new ListColumn.Type.Amount(), "用电量"),
      optional("idle", new ListColumn.Type.Amount(), "停产用电量", "停产时用量"),
      optional("quotaLow", new ListColumn.Type.Amount(), "单位产品用量下限"),
      optional("quotaHigh", new ListColumn.Type.Amount(), "单位产品用量上限")),
  WATER_BILLS(
      Evidence.Source.CONSUMPTION,
      key("month", new ListColumn.Type.Month(), "月份", "用水月份"),
      required("used", new ListColumn.Type.Amount(), "用水量"),
      optional("idle", new ListColumn.Type.Amount(), "停产用水量", "停产时用量"),
      optional("quotaLow", new ListColumn.Type.Amount(), "单位产品用量下限"),
      optional("quotaHigh", new ListColumn.Type.Amount(), "单位产品用量上限")),
  GAS(
      Evidence.Source.CONSUMPTION,
      key("month", new ListColumn.Type.Month(), "月份", "用气月份"),
      required("used", new ListColumn.Type.Amount(), "用气量"),
      optional("idle", new ListColumn.Type.Amount(), "停产用气量", "停产时用量"),
      optional("quotaLow", new ListColumn.Type.Amount(), "单位产品用量下限"),
      optional("quotaHigh", new ListColumn.Type.Amount(), "单位产品用量上限")),
  RUN_TIMES(
      Evidence.Source.EXECUTION_REPORT,
      key("month", new ListColumn.Type.Month(), "月份"),
      key("outlet", new ListColumn.Type.OutletCode(), "排放口编号"),
      optional("hours", new ListColumn.Type.Hours(), "运行时间", "排放时间"),
      optional("volumeM3", new ListColumn.Type.Amount(), "排放体积", "废气排放量", "废水排放量")),
  OUTPUT(
      Evidence.Source.COMPARISON,
      key("month", new ListColumn.Type.Month(), "月份"),
      key("product", new ListColumn.Type.Text(), "产品"),
      required("unit", new ListColumn.Type.Text(), "单位"),
      required("output", new ListColumn.Type.Amount(), "产量")),
  EXPLANATIONS(
      Evidence.Source.EXPLANATION,
      key("explanation", new ListColumn.Type.Word(TaxWords.EXPLANATION), "说明事由", "事由"),
      optionalKey("outlet", new ListColumn.Type.OutletCode(), "排放口编号"),
      key("from", new ListColumn.Type.Day(), "起始日期"),
      optional("to", new ListColumn.Type.Day(), "终止日期"),
      optional("document", new ListColumn.Type.Text(), "证明材料", "文号"));

  private final Evidence.Source source;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<ListColumn> columns;

  ListKind(Evidence.Source source, ListColumn... columns) {
    this.source = source;
    this.columns = List.of(columns);
  }

  /** As in the address and in the store: {@code water-bills}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Evidence.Source source() {
    return source;
  }

  /** Without who it is about: credit code and name stand in every list. */
  List<ListColumn> columns() {
    return columns;
  }
}
