// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of rule: its word, its parameters and how they are read. The form of the console and
 * docs/RULES.md rest on the same fields.
 *
 * @param marks what a mark on the data means for it
 * @param basis the clause or design book that the kind rests on
 */
record RuleKind(
    String word, MarkUse marks, List<Field> fields, String basis, Function<Values, Body> reader) {
  RuleKind {
    requireNonNull(word, "word is null");
    requireNonNull(marks, "marks is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(reader, "reader is null");
    fields = List.copyOf(fields);
  }
}
