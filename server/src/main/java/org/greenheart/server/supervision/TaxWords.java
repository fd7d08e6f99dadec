// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greenheart.storage.registry.RuleException;

/** The words, Chinese and English, of a closed set; the first of each is what is kept. */
enum TaxWords {
  YES_NO(List.of("yes", "是", "有", "true", "1"), List.of("no", "否", "无", "false", "0")),
  METHOD(
      List.of("automatic", "自动监测"),
      List.of("monitored", "监测机构监测", "手工监测"),
      List.of("factor", "排污系数", "物料衡算"),
      List.of("estimate", "抽样测算")),
  AMOUNT(List.of("discharged", "排放量"), List.of("generated", "产生量")),
  STATE(List.of("running", "正常", "生产"), List.of("stopped", "停产", "停用"), List.of("exempt", "免征")),
  WORKS(
      List.of("none", "否"),
      List.of("within-standard", "达标集中处理"),
      List.of("exceeding", "超标集中处理"),
      List.of("of-a-park", "工业园区")),
  PENALTY(
      List.of("air-excess", "大气超标"),
      List.of("water-excess", "水超标"),
      List.of("noise-excess", "噪声超标"),
      List.of("not-connected", "未联网"),
      List.of("tampering", "篡改数据"),
      List.of("hidden-pipe", "暗管"),
      List.of("false-declaration", "虚假申报"),
      List.of("dumping", "非法倾倒"),
      List.of("other", "其他")),
  EXPLANATION(
      List.of("outlet-merged", "排放口合并或更名"),
      List.of("to-lawful-works", "排入集中处理场所"),
      List.of("farm-or-mobile-source", "农业生产或流动污染源"),
      List.of("shutdown-proven", "停产证明"),
      List.of("caught-up", "已补充申报"),
      List.of("not-in-the-annex", "附表未列"),
      List.of("reduction-approved", "已核准减免"),
      List.of("monitor-at-fault", "监测设备故障或维护"),
      List.of("standby-use", "保安维护用能"));

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<List<String>> words;

  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once
  TaxWords(List<String>... words) {
    this.words = List.of(words);
  }

  /**
   * The word that is kept.
   *
   * @throws RuleException {@code word-unknown}
   */
  String read(String field, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return words.stream()
        .filter(each -> each.contains(plain))
        .map(List::getFirst)
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    field,
                    "must be one of "
                        + words.stream()
                            .map(each -> String.join(" / ", each.subList(0, 2)))
                            .toList(),
                    text,
                    "word-unknown"));
  }

  /** The constant that a kept word stands for. */
  static <E extends Enum<E>> E constant(Class<E> type, String kept) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(kept))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kept + " is no " + type.getSimpleName()));
  }
}
