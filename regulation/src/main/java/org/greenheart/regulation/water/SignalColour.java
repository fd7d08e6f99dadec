// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** The colour of a warning signal, least first. */
public enum SignalColour {
  NONE("无"),
  BLUE("蓝色"),
  YELLOW("黄色"),
  ORANGE("橙色"),
  RED("红色");

  private final String zh;

  SignalColour(String zh) {
    this.zh = requireNonNull(zh, "zh is null");
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String zh() {
    return zh;
  }

  /** The more urgent of two. */
  public SignalColour worse(SignalColour other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
