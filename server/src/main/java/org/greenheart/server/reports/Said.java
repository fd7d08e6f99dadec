// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

/** A text in Chinese and English. */
public record Said(String zh, String en) {
  public Said {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
  }

  /** A name that is the same in both. */
  public static Said same(String text) {
    return new Said(text, text);
  }

  String in(String language) {
    return language.equals("en") ? en : zh;
  }
}
