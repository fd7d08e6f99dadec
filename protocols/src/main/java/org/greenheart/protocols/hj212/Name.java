// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

/** What something of the standard is called. */
public record Name(String zh, String en) {
  public Name {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
  }
}
