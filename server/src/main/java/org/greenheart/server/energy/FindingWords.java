// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.util.Map;
import org.greenheart.server.reports.Said;

/** What findings are called where no console translates their codes: in workbooks. */
final class FindingWords {
  private static final Map<String, Said> WORDS =
      Map.ofEntries(
          Map.entry(
              "hours-missing",
              new Said("缺少读数的小时（缺/应有）", "Hours without a reading (missing/expected)")),
          Map.entry(
              "counter-undecided",
              new Said(
                  "计数器读数有一步等待人工判断，未计入",
                  "A step of the counter waits for a decision and is not counted")),
          Map.entry("carrier-unknown", new Said("未知的能源品种", "Unknown carrier")),
          Map.entry(
              "bill-shared",
              new Said(
                  "凭证只有一部分时间在期内，按时间折算",
                  "A bill lies partly within the time and counts by its share")),
          Map.entry(
              "batch-shared",
              new Said(
                  "批次只有一部分时间在期内，按时间折算",
                  "A batch lies partly within the time and counts by its share")),
          Map.entry(
              "parts-above-whole", new Said("分表之和大于总表", "The parts are more than the main meter")),
          Map.entry(
              "not-counted", new Said("该时段既无仪表也无凭证", "Neither meter nor bill tells of this time")),
          Map.entry(
              "bill-missing",
              new Said("曾有凭证，该时段尚未录入", "There were bills; none is entered for this time")),
          Map.entry(
              "bills-overlap",
              new Said("两张凭证时段重叠，均已计入", "Both bills count, though they are of the same time")),
          Map.entry(
              "output-measured",
              new Said("按批次计产量；仪表测得的产量未加入", "Batches count; this was measured and is not added")),
          Map.entry("year-not-over", new Said("年度尚未结束", "The year is not over")),
          Map.entry("factor-missing", new Said("没有因子，不给出数值", "No factor: no figure is given")),
          Map.entry(
              "gas-state-assumed",
              new Said(
                  "未说明气量的计量温度，按 0 °C（标准状态）计；若按 20 °C 计量，请在“选择因子”中选择",
                  "Nobody said at which temperature the gas is metered: 0 °C is assumed; choose 20 °C where it is")),
          Map.entry(
              "gas-beside-coal",
              new Said(
                  "煤气与煤同时计入：若煤气由本厂用这些煤制取，应只计煤，停用煤气表",
                  "Producer gas and coal both count: if the gas is made here of that coal, end its meter and count the coal alone")));

  private FindingWords() {}

  /** The code itself where nobody has named it. */
  static Said of(String code) {
    return WORDS.getOrDefault(code, new Said(code, code));
  }
}
