// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static org.greenheart.regulation.supervision.RuleId.R1;
import static org.greenheart.regulation.supervision.RuleId.R10;
import static org.greenheart.regulation.supervision.RuleId.R13;
import static org.greenheart.regulation.supervision.RuleId.R14;
import static org.greenheart.regulation.supervision.RuleId.R15;
import static org.greenheart.regulation.supervision.RuleId.R2;
import static org.greenheart.regulation.supervision.RuleId.R3;
import static org.greenheart.regulation.supervision.RuleId.R4;
import static org.greenheart.regulation.supervision.RuleId.R7;
import static org.greenheart.regulation.supervision.RuleId.R8;
import static org.greenheart.regulation.supervision.RuleId.R9;

import java.util.List;

/** What may explain a clue; it makes one less sure, and a person proves it. */
public enum Explanation {
  OUTLET_MERGED("排放口合并或更名", "outlet merged or renamed", R1, R2, R3, R7, R8, R9),
  /** Not a direct discharge (Law Art. 4). */
  TO_LAWFUL_WORKS("排入依法设立的集中处理场所", "discharged to lawful central works", R1, R2, R3, R8, R13),
  /** Law Art. 12 (1), (2). */
  FARM_OR_MOBILE_SOURCE("农业生产或流动污染源", "agriculture or mobile source", R1, R2, R3, R8, R13),
  SHUTDOWN_PROVEN("停产证明", "shutdown shown", R1, R2, R9, R13),
  CAUGHT_UP("已补充申报", "declared later", R1, R2, R3, R8, R13, R15),
  /** VOC, until a pilot is known (Law as amended on 2025-10-28, Art. 27). */
  NOT_IN_THE_ANNEX("附表未列的污染物", "not in the annex", R1, R2, R3, R8),
  REDUCTION_APPROVED("税务机关已核准减免", "reduction approved by the tax office", R3, R4, R13),
  /** Marked by a person: its hours may not be compliant data (Law Art. 10 (1)). */
  MONITOR_AT_FAULT(
      "自动监测设备故障、维护或校准", "monitor at fault, maintained or calibrated", R2, R3, R4, R7, R10),
  READINGS_INCOMPLETE("本系统小时数据不完整", "this server's hours are incomplete", R1, R2, R3, R4, R8),
  /** Few hours stand for a month (Law Art. 10 (2)). */
  SAMPLES_ONLY(
      "按监测机构样品推算，非连续监测", "by laboratories' samples, not monitored throughout", R1, R2, R3, R8),
  /**
   * Detailed Rules for the Law on Tax Collection Art. 109: a last day that is a day of rest moves
   * on, and three or more of them within the time prolong it.
   */
  HOLIDAYS(
      "申报期内有法定休假日，期限以税务机关公布的为准",
      "holidays move the last day: what the tax office published counts",
      R15),
  STANDBY_USE("停产期间保安、维护用能", "used for safety or upkeep while stopped", R14);

  private final String zh;
  private final String en;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<RuleId> rules;

  Explanation(String zh, String en, RuleId... rules) {
    this.zh = zh;
    this.en = en;
    this.rules = List.of(rules);
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** Whether a clue of the rule may come of it. */
  public boolean explains(RuleId rule) {
    return rules.contains(rule);
  }
}
