// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.util.Locale;

/** Levels of a warning of heavy pollution (重污染天气预警), from none upwards. */
public enum AlertLevel {
  NONE("无", ""),
  BLUE("蓝色", "Ⅳ"),
  YELLOW("黄色", "Ⅲ"),
  ORANGE("橙色", "Ⅱ"),
  RED("红色", "Ⅰ");

  private final String zh;
  private final String response;

  AlertLevel(String zh, String response) {
    this.zh = zh;
    this.response = response;
  }

  /** {@code none}, {@code blue}, {@code yellow}, {@code orange}, {@code red}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String zh() {
    return zh;
  }

  /** The emergency response that goes with it, Ⅰ the highest; empty without one. */
  public String response() {
    return response;
  }
}
