// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.places.ImportColumn.optional;

import java.util.Optional;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.RowValues;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** Whose row of a sheet it is: named by its credit code, needless for whoever speaks for one. */
final class Holders {
  static final ImportColumn COLUMN = optional("enterprise", "统一社会信用代码", "企业");

  private Holders() {}

  /**
   * @throws RuleException {@code enterprise-missing}, {@code enterprise-unknown}
   */
  static long of(Tables tables, Seats seats, RowValues row) {
    Optional<String> code = row.optional(COLUMN.key());
    if (code.isEmpty()) {
      if (seats.everything() || seats.enterprises().size() != 1) {
        throw new RuleException(
            COLUMN.key(), "must be named, since you speak for several", "", "enterprise-missing");
      }
      return seats.enterprises().iterator().next();
    }
    return tables.places().enterprises().list().stream()
        .filter(each -> each.creditCode().equals(code.get()) && seats.holds(each.id()))
        .map(Enterprise::id)
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    COLUMN.key(),
                    "must be the credit code of an enterprise that you speak for",
                    code.get(),
                    "enterprise-unknown"));
  }
}
