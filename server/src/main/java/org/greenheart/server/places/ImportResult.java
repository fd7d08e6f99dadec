// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param kind as in the address
 * @param preview whether it was only tried
 * @param applied whether it has been written: never in a preview, never with an error
 * @param rows read, without the heads and blank ones
 * @param added rows that are new
 * @param changed rows that differ from what is known
 * @param unchanged rows that are known already
 * @param errorCount of all errors
 * @param errors the first 1,000
 */
public record ImportResult(
    String kind,
    boolean preview,
    boolean applied,
    int rows,
    int added,
    int changed,
    int unchanged,
    int errorCount,
    List<ImportError> errors) {
  static final int MOST_ERRORS = 1_000;

  public ImportResult {
    errors = List.copyOf(errors);
  }
}
