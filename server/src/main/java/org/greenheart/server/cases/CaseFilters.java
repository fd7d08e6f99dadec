// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import org.greenheart.storage.registry.CaseFilter;

/** Filters that are asked for at more than one place. */
final class CaseFilters {
  private CaseFilters() {}

  /** Cases that were opened beside one. */
  static CaseFilter beside(long caseFile) {
    return new CaseFilter(null, null, null, null, null, null, null, caseFile, false, null);
  }
}
