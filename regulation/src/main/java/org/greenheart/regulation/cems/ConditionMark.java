// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

/**
 * Condition marks (工况标记) of the marking rules of 2022: the source does not run as usual. Data
 * marked so, with the treatment run as required and within the {@linkplain Allowances time
 * allowed}, do not decide an exceedance (Art. 6 (2)); what left the stack counts for the amount.
 */
public enum ConditionMark implements Mark {
  STOPPED("stopped", "停运", "stopped"),
  START("start", "启动", "start-up"),
  STOP("stop", "停机", "shut-down"),
  BANKED("banked", "焖炉", "banked"),
  PLANT_FAULT("fault", "故障", "fault or accident of the plant");

  private final String word;
  private final String zh;
  private final String en;

  ConditionMark(String word, String zh, String en) {
    this.word = requireNonNull(word, "word is null");
    this.zh = requireNonNull(zh, "zh is null");
    this.en = requireNonNull(en, "en is null");
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String zh() {
    return zh;
  }

  @Override
  public String en() {
    return en;
  }

  @Override
  public Use use() {
    return this == STOPPED ? Use.STOPPED : Use.EXEMPT;
  }
}
