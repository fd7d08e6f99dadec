// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

/** A name in the two languages of the console. */
public record LocalizedName(String zh, String en) {
  public LocalizedName {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
  }
}
