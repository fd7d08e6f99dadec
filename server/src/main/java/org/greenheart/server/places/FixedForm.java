// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.greenheart.storage.registry.Tables;

/** A form whose name and columns are always the same. */
record FixedForm(String text, List<ImportColumn> columns, Function<Tables, RowWriter> rows)
    implements ImportForm {
  FixedForm {
    requireNonNull(text, "text is null");
    columns = List.copyOf(columns);
    requireNonNull(rows, "rows is null");
  }

  @Override
  public RowWriter writer(Tables tables) {
    return rows.apply(tables);
  }
}
