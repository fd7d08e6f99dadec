// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static java.util.Objects.requireNonNull;

/** A value that is text, such as the condition mark of {@code p99101-Rtd=St}. */
public record Text(String text) implements Value {
  public Text {
    requireNonNull(text, "text is null");
  }

  @Override
  public String toString() {
    return text;
  }
}
