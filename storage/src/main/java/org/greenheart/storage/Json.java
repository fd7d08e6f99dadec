// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static java.util.Objects.requireNonNull;

/** A value that is neither number nor text: a JSON document, kept as written. */
public record Json(String document) implements Value {
  public Json {
    requireNonNull(document, "document is null");
  }

  @Override
  public String toString() {
    return document;
  }
}
