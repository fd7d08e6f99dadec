// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.util.Locale;
import java.util.Map;

/** The two languages in which things are printed. */
enum Tongue {
  CHINESE("zh-CN"),
  ENGLISH("en");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("opened", "立案"),
          Map.entry("alarm", "报警并入"),
          Map.entry("progress", "整改进展"),
          Map.entry("note", "备注"),
          Map.entry("closed", "销号"),
          Map.entry("clue-verdict", "线索核查结论"),
          Map.entry("accept", "受理"),
          Map.entry("give-out", "交办"),
          Map.entry("investigate", "调查核实"),
          Map.entry("rectify", "整改"),
          Map.entry("apply", "申请销号"),
          Map.entry("verify", "验收"),
          Map.entry("publicise", "公示"),
          Map.entry("close", "销号"),
          Map.entry("look-back", "回头看"),
          Map.entry("hand-over", "转交"),
          Map.entry("answer", "答复"),
          Map.entry("return", "退回"),
          Map.entry("extend", "延期"),
          Map.entry("pause", "暂停"),
          Map.entry("resume", "恢复"),
          Map.entry("merge", "并案"),
          Map.entry("ask-closing", "申请不按数据销号"),
          Map.entry("confirm-closing", "同意不按数据销号"),
          Map.entry("reopen", "重新办理"),
          Map.entry("published", "结果公开"),
          Map.entry("unpublished", "撤回公开"),
          Map.entry("raised", "产生"),
          Map.entry("peak", "新峰值"),
          Map.entry("cleared", "解除"),
          Map.entry("extended", "起止更正"),
          Map.entry("withdrawn", "撤回"),
          Map.entry("merged", "合并"),
          Map.entry("sounded", "提示"),
          Map.entry("acknowledged", "确认"),
          Map.entry("assigned", "指派"),
          Map.entry("commented", "备注"),
          Map.entry("shelved", "搁置"),
          Map.entry("unshelved", "取消搁置"),
          Map.entry("escalated", "升级"),
          Map.entry("attached", "归入案件"),
          Map.entry("calibration", "校准"),
          Map.entry("maintenance", "维护"),
          Map.entry("visit", "巡检"),
          Map.entry("consumable", "耗材更换"),
          Map.entry("door", "站房门"),
          Map.entry("temperature", "温度"),
          Map.entry("fault", "故障"),
          Map.entry("stop", "停运"),
          Map.entry("startup", "启动"),
          Map.entry("shutdown", "停机"),
          Map.entry("other", "其他"));

  private final String tag;

  Tongue(String tag) {
    this.tag = tag;
  }

  /** As documents name their language. */
  String tag() {
    return tag;
  }

  String say(String chinese, String english) {
    return this == CHINESE ? chinese : english;
  }

  /** A word of the registry; one that is not known stays as it is. */
  String word(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    return this == CHINESE ? WORDS.getOrDefault(plain, plain) : plain;
  }
}
