// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.List;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Tables;

/** Writes the rows of one kind, one after the other, within one transaction. */
public interface RowWriter {
  /**
   * @throws org.greenheart.storage.registry.RuleException named by the keys of the columns
   */
  Change.Kind write(RowValues row);

  /**
   * What is wrong with the file as a whole, once every row was written without an error; its
   * columns named by their keys.
   */
  default List<ImportError> finish() {
    return List.of();
  }

  static RowWriter of(ImportKind kind, Tables tables) {
    return switch (kind) {
      case AREAS -> new AreaRows(tables.places());
      case ENTERPRISES -> new EnterpriseRows(tables.places());
      case OUTLETS -> OwnedRows.outlets(tables.places());
      case PERMITS -> new PermitRows(tables.places());
      case FACILITIES -> OwnedRows.facilities(tables.places());
      case POINTS -> new PointRows(tables);
      case PAIRS -> new PairRows(tables);
      case GROUPS -> new GroupRows(tables);
    };
  }

  /** Changed if any part changed, unless the whole is new. */
  static Change.Kind together(Change.Kind whole, Change.Kind part) {
    return whole == Change.Kind.UNCHANGED && part != Change.Kind.UNCHANGED
        ? Change.Kind.CHANGED
        : whole;
  }
}
