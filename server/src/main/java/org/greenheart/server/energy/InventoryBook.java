// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Step;
import org.greenheart.server.production.Periods;
import org.greenheart.server.reports.Said;
import org.greenheart.server.reports.TableBook;
import org.greenheart.storage.registry.CarbonChoice;
import org.greenheart.storage.registry.Enterprise;
import org.jspecify.annotations.Nullable;

/**
 * The inventory of a year as a workbook: one sheet a chapter, in the order of the guideline's form
 * of report (who reports, emissions, activity data and their sources, factors and their sources,
 * other), and behind them the working and, month by month, what each figure was read from.
 */
final class InventoryBook {
  private static final int FACTOR_DIGITS = 10;

  private static final Map<String, Said> KINDS =
      Map.of(
          "fuel", new Said("化石燃料燃烧", "burning of fuels"),
          "material", new Said("工业生产过程（碳酸盐）", "process (carbonates)"),
          "electricity", new Said("净购入电力", "net bought electricity"),
          "heat", new Said("净购入热力", "net bought heat"));

  /**
   * What a figure of a month was read from.
   *
   * @param what the carrier's word, or the product's code
   */
  record MonthSource(YearMonth month, String what, String unit, EnergySource source) {}

  private final Enterprise enterprise;
  private final Inventory inventory;
  private final List<MonthSource> energy;
  private final List<MonthSource> output;

  InventoryBook(
      Enterprise enterprise,
      Inventory inventory,
      List<MonthSource> energy,
      List<MonthSource> output) {
    this.enterprise = enterprise;
    this.inventory = inventory;
    this.energy = List.copyOf(energy);
    this.output = List.copyOf(output);
  }

  void write(OutputStream out, String language, Instant made) throws IOException {
    TableBook book = new TableBook(out, language);
    who(book, made);
    emissions(book);
    activity(book);
    factors(book);
    other(book);
    working(book);
    readings(book, said("附 读数来源", "B Readings"), said("品种", "Carrier"), energy);
    readings(book, said("附 产量来源", "C Output"), said("产品", "Product"), output);
    book.end();
  }

  private static Said said(String zh, String en) {
    return new Said(zh, en);
  }

  private static List<@Nullable Object> cells(@Nullable Object... cells) {
    return new ArrayList<@Nullable Object>(Arrays.asList(cells));
  }

  private void who(TableBook book, Instant made) throws IOException {
    book.sheet(said("一 报告主体", "1 Who reports"), List.of(said("项目", "Item"), said("内容", "Content")));
    book.row(cells(said("企业名称", "Name"), enterprise.name()));
    book.row(cells(said("统一社会信用代码", "Credit code"), enterprise.creditCode()));
    book.row(cells(said("行业代码", "Industry (GB/T 4754)"), enterprise.industry()));
    book.row(cells(said("地址", "Address"), enterprise.address()));
    book.row(cells(said("报告年度", "Year"), String.valueOf(inventory.year())));
    book.row(cells(said("生成时间", "Made"), Periods.minute(made)));
    book.row(
        cells(
            said("数据是否完整", "Complete"),
            inventory.complete() ? said("是", "yes") : said("否：见第五章", "no: see chapter 5")));
    book.row(
        cells(
            said("核算边界", "Boundary"),
            said(
                "厂界内燃料、碳酸盐、净购入电力与热力；只计 CO2",
                "fuel, carbonates, net bought electricity and heat of the works; CO2 only")));
  }

  private void emissions(TableBook book) throws IOException {
    book.sheet(
        said("二 温室气体排放", "2 Emissions"),
        List.of(
            said("源类别", "Kind of source"),
            said("品种", "Carrier"),
            said("排放量 (tCO2)", "Emission (tCO2)"),
            said("不确定性 ± %", "Uncertainty ± %"),
            said("数据完整", "Complete"),
            said("说明", "Remark")));
    for (Inventory.Source source : inventory.sources()) {
      book.row(
          cells(
              KINDS.get(source.kind()),
              name(source.use()),
              source.use().tCO2(),
              source.uncertainty(),
              source.use().complete() ? said("是", "yes") : said("否", "no"),
              source.use().missing()));
    }
    for (Map.Entry<String, BigDecimal> kind : inventory.byKind().entrySet()) {
      book.row(cells(KINDS.get(kind.getKey()), said("小计", "subtotal"), kind.getValue()));
    }
    book.row(
        cells(
            said("合计", "Total"),
            null,
            inventory.total(),
            inventory.uncertainty(),
            inventory.complete() ? said("是", "yes") : said("否", "no"),
            inventory.total() == null
                ? said("有排放源无法计算，不给出合计", "a source has no figure: no total is given")
                : null));
  }

  private static Said name(BalanceView.UseView use) {
    return new Said(use.zh(), use.carrier());
  }

  private void activity(TableBook book) throws IOException {
    book.sheet(
        said("三 活动水平数据", "3 Activity data"),
        List.of(
            said("品种", "Carrier"),
            said("数据", "Amount"),
            said("单位", "Unit"),
            said("来源", "Source"),
            said("名称或凭证", "Meter or document"),
            said("应有小时", "Hours expected"),
            said("实有小时", "Hours read")));
    for (Inventory.Source source : inventory.sources()) {
      BalanceView.UseView use = source.use();
      book.row(cells(name(use), use.amount(), use.unit(), said("合计", "total")));
      for (EnergySource part : use.sources()) {
        book.row(
            cells(
                name(use),
                Shown.of(part.amount()),
                use.unit(),
                part.kind().equals("meter") ? said("计量仪表", "meter") : said("凭证", "bill"),
                part.name(),
                BigDecimal.valueOf(part.expected()),
                BigDecimal.valueOf(part.read())));
      }
    }
  }

  private void factors(TableBook book) throws IOException {
    book.sheet(
        said("四 排放因子数据", "4 Factors"),
        List.of(
            said("品种", "Carrier"),
            said("采用的因子", "Factors taken"),
            said("依据", "Stands on"),
            said("排放量 (tCO2)", "Emission (tCO2)"),
            said("对照来源", "For comparison"),
            said("可信度", "How sure")));
    for (Inventory.Source source : inventory.sources()) {
      book.row(
          cells(name(source.use()), source.use().chosen(), source.basis(), source.use().tCO2()));
      for (Emission.Other other : source.use().others()) {
        book.row(
            cells(
                name(source.use()),
                null,
                other.document(),
                Shown.of(other.tCO2()),
                other.family(),
                other.confidence()));
      }
    }
    for (CarbonChoice choice : inventory.choices()) {
      book.row(
          cells(
              said("企业选择", "chosen"),
              choice.item() + " = " + choice.value(),
              choice.author() + " " + Periods.minute(choice.recorded())));
    }
  }

  private void other(TableBook book) throws IOException {
    book.sheet(
        said("五 其他", "5 Other"),
        List.of(said("项目", "Item"), said("对象", "About"), said("内容", "Found"), said("单位", "Unit")));
    for (Finding finding : inventory.findings()) {
      book.row(cells(FindingWords.of(finding.code()), finding.about(), finding.value()));
    }
    for (String unstated : inventory.unstated()) {
      book.row(cells(said("未给出不确定性", "uncertainty not stated"), unstated));
    }
    for (BalanceView.ProductView product : inventory.products()) {
      book.row(cells(said("产品产量", "output"), product.name(), product.qualified(), product.unit()));
      book.row(
          cells(
              said("单位产品能耗", "energy for one unit"),
              product.name(),
              product.kgcePerUnit(),
              "kgce/" + product.unit()));
      book.row(
          cells(
              said("单位产品排放", "carbon of one unit"),
              product.name(),
              product.kgCO2PerUnit(),
              "kgCO2/" + product.unit()));
    }
  }

  private void working(TableBook book) throws IOException {
    book.sheet(
        said("附 计算过程", "A Working"),
        List.of(
            said("品种", "Carrier"),
            said("步骤", "Step"),
            said("算式", "Expression"),
            said("结果", "Result")));
    for (Inventory.Source source : inventory.sources()) {
      for (Step step : source.use().steps()) {
        book.row(
            cells(
                name(source.use()), said(step.zh(), step.en()), step.expression(), step.result()));
      }
    }
  }

  /** Month by month, with the address under which the readings themselves are read. */
  private void readings(TableBook book, Said sheet, Said what, List<MonthSource> sources)
      throws IOException {
    book.sheet(
        sheet,
        List.of(
            said("月份", "Month"),
            what,
            said("读数之和或凭证数量", "Counted"),
            said("换算系数", "Factor"),
            said("数据", "Amount"),
            said("单位", "Unit"),
            said("名称或凭证", "Meter or document"),
            said("应有小时", "Hours expected"),
            said("实有小时", "Hours read"),
            said("读数地址", "Address of the readings")));
    for (MonthSource each : sources) {
      EnergySource source = each.source();
      book.row(
          cells(
              each.month().toString(),
              each.what(),
              Shown.of(source.counted()),
              Exact.plain(Exact.round(source.factor(), FACTOR_DIGITS)),
              Shown.of(source.amount()),
              each.unit(),
              source.name(),
              BigDecimal.valueOf(source.expected()),
              BigDecimal.valueOf(source.read()),
              address(each)));
    }
  }

  private String address(MonthSource of) {
    EnergySource source = of.source();
    return switch (source.kind()) {
      case "meter" ->
          "/v1.1/Datastreams(%s)/Observations?$filter=phenomenonTime ge %s and phenomenonTime lt %s"
              .formatted(source.datastream(), source.from(), source.to());
      case "batch" ->
          "/api/enterprises/%s/outputs/history?product=%s&batch=%s"
              .formatted(
                  enterprise.id(),
                  URLEncoder.encode(of.what(), UTF_8),
                  URLEncoder.encode(source.name(), UTF_8));
      default -> "/api/enterprises/%s/bills/%s/history".formatted(enterprise.id(), source.id());
    };
  }
}
