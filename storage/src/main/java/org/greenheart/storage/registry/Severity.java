// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;

/** How much an alarm matters, the least first. */
public enum Severity {
  INFO,
  WARNING,
  DANGER;

  /** The word in the database and in the interface: {@code danger}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Severity ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
