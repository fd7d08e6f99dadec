// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which known column stands where in a sheet. */
final class Heads {
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<ImportError> errors = new ArrayList<>();
  private final Sheet sheet;

  Heads(ImportForm kind, Sheet sheet) {
    this.sheet = sheet;
    for (int i = 0; i < sheet.heads().size(); i++) {
      take(kind, i, sheet.heads().get(i));
    }
    for (ImportColumn column : kind.columns()) {
      if (column.required() && !places.containsKey(column.key())) {
        errors.add(
            error(column.title(), "is missing among the column heads", "", "column-missing"));
      }
    }
  }

  private void take(ImportForm kind, int place, String head) {
    Optional<ImportColumn> column =
        kind.columns().stream().filter(known -> known.isHead(head)).findFirst();
    if (column.isPresent()) {
      if (places.putIfAbsent(column.get().key(), place) != null) {
        errors.add(error(head, "stands there twice", head, "column-twice"));
      }
      kind.wrongUnit(column.get(), head)
          .ifPresent(rule -> errors.add(error(head, rule, head, "unit-wrong-column")));
    } else if (!head.isEmpty() && !kind.ignores(head)) {
      errors.add(error(head, "is no column of %s".formatted(kind.text()), head, "column-unknown"));
    }
  }

  private ImportError error(String column, String rule, String value, String code) {
    return new ImportError(sheet.headRow(), column, rule, value, code);
  }

  List<ImportError> errors() {
    return errors;
  }

  /** Where a column stands; empty when the file does not have it. */
  Optional<Integer> place(String key) {
    return Optional.ofNullable(places.get(key));
  }

  /** The head as the file writes it; the key itself where there is none. */
  String written(String key) {
    return place(key).map(sheet.heads()::get).orElse(key);
  }
}
