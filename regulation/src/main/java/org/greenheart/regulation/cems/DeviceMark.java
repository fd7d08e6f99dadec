// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

/**
 * Device marks (设备标记) of the marking rules of 2022: the data are invalid. They do not decide an
 * exceedance (Art. 6 (1)); their amounts are substituted all the same.
 */
public enum DeviceMark implements Mark {
  CALIBRATION("calibration", "校准", "calibration"),
  MAINTENANCE("maintenance", "维护", "maintenance"),
  DEVICE_FAULT("device fault", "设备故障", "fault of the device"),
  SAMPLE_CHECK("sample check", "标样核查", "check with a standard sample"),
  COMPARISON("comparison", "比对监测", "comparison test"),
  MISSING("missing", "缺失", "no data came");

  private final String word;
  private final String zh;
  private final String en;

  DeviceMark(String word, String zh, String en) {
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
    return Use.INVALID;
  }
}
