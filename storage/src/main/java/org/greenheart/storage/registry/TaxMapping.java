// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

/**
 * How the heads of a source's files are to be read.
 *
 * @param id 0 while not kept yet
 * @param kind of the list
 * @param document JSON from head to column; an empty column is left out
 */
public record TaxMapping(long id, String source, String kind, String document) {
  public TaxMapping {
    source = Checks.text("source", source);
    requireNonNull(kind, "kind is null");
    requireNonNull(document, "document is null");
  }
}
