// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.greenheart.storage.registry.AnswerPolicy;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.PasswordPolicy;
import org.greenheart.storage.registry.RuleException;

/** The words, Chinese and English, that stand for the values of a closed set. */
final class Words<E extends Enum<E>> {
  static final Words<Area.Level> LEVELS =
      new Words<Area.Level>()
          .add(Area.Level.CITY, "city", "市", "城市")
          .add(Area.Level.COUNTY, "county", "区县", "县", "区")
          .add(Area.Level.STREET, "street", "街道", "镇", "乡镇", "街道乡镇")
          .add(Area.Level.GRID, "grid", "网格");
  static final Words<Medium> MEDIA =
      new Words<Medium>()
          .add(Medium.AIR, "air", "大气", "废气", "气")
          .add(Medium.WATER, "water", "水", "废水");
  static final Words<Interval> INTERVALS =
      new Words<Interval>()
          .add(Interval.REALTIME, "realtime", "实时", "瞬时")
          .add(Interval.MINUTE, "minute", "分钟", "分钟均值")
          .add(Interval.HOUR, "hour", "小时", "时均", "小时均值")
          .add(Interval.DAY, "day", "日", "日均", "日均值");
  static final Words<CrcPolicy> CRC_POLICIES =
      new Words<CrcPolicy>()
          .add(CrcPolicy.STRICT, "strict", "严格")
          .add(CrcPolicy.TOLERATE_KNOWN, "tolerate-known", "容忍已知", "宽松")
          .add(CrcPolicy.OFF, "off", "关闭");
  static final Words<AnswerPolicy> ANSWER_POLICIES =
      new Words<AnswerPolicy>()
          .add(AnswerPolicy.BY_FLAG, "by-flag", "按标志")
          .add(AnswerPolicy.ALWAYS, "always", "总是");
  static final Words<PasswordPolicy> PASSWORD_POLICIES =
      new Words<PasswordPolicy>()
          .add(PasswordPolicy.TOLERANT, "tolerant", "宽松")
          .add(PasswordPolicy.STRICT, "strict", "严格");

  private final Map<String, E> values = new LinkedHashMap<>();

  private Words() {}

  private Words<E> add(E value, String... words) {
    for (String word : words) {
      values.put(word, value);
    }
    return this;
  }

  /**
   * @param field that the word stands in
   * @throws RuleException {@code word-unknown}
   */
  E read(String field, String word) {
    E value = values.get(word.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (value == null) {
      throw new RuleException(
          field, "must be one of " + String.join(", ", values.keySet()), word, "word-unknown");
    }
    return value;
  }
}
