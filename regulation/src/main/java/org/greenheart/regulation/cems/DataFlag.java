// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

/**
 * Data marks of HJ 212-2017 (xxxxxx-Flag). F is the INSTRUMENT that stands still there; in HJ/T
 * 212-2005 and in the reports of HJ 75 it is the source. So F alone substitutes; a {@linkplain
 * ConditionMark#STOPPED stopped} source is known from the condition.
 */
public enum DataFlag implements Mark {
  N("正常", "normal"),
  F("仪器停运", "instrument stopped"),
  M("维护", "maintenance"),
  /** A value typed in: it may stand for the amount, it is no automatic measurement to judge by. */
  S("手工输入", "manual value"),
  D("故障", "instrument fault"),
  C("校准", "calibration"),
  /** Above range: the true value is not known, only that it is high. It wants a person's eye. */
  T("超测定上限", "above range"),
  B("通讯异常", "link to the logger broken");

  private final String zh;
  private final String en;

  DataFlag(String zh, String en) {
    this.zh = requireNonNull(zh, "zh is null");
    this.en = requireNonNull(en, "en is null");
  }

  @Override
  public String word() {
    return name();
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
    return switch (this) {
      case N -> Use.NORMAL;
      case S -> Use.EXEMPT;
      case F, M, D, C, T, B -> Use.INVALID;
    };
  }
}
