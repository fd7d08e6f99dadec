// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A kind of case: data, not code.
 *
 * @param ledger whether it is a plan or programme, whose items are what matters
 * @param steps that may be taken, each with who may take it
 * @param limits how long a stage may last
 * @param total how long the whole may take; null for no limit
 * @param extension how far a limit may be moved; null for never
 * @param lookBack on which days after the closing one looks back
 * @param basis what it rests on
 */
record CaseKind(
    String code,
    KindField.Label name,
    boolean ledger,
    List<KindField> fields,
    Map<Step, Allowed> steps,
    Map<Stage, TimeLimit> limits,
    @Nullable TimeLimit total,
    @Nullable Extension extension,
    List<Integer> lookBack,
    String basis) {
  /**
   * Who may take a step.
   *
   * @param fields of the case that must be filled before
   */
  record Allowed(List<String> roles, List<String> fields) {
    Allowed {
      roles = List.copyOf(roles);
      fields = List.copyOf(fields);
    }
  }

  /** By at most so many days each time, at most so often. */
  record Extension(int days, int times) {}

  CaseKind {
    requireNonNull(code, "code is null");
    requireNonNull(name, "name is null");
    requireNonNull(basis, "basis is null");
    fields = List.copyOf(fields);
    steps = Map.copyOf(steps);
    limits = Map.copyOf(limits);
    lookBack = List.copyOf(lookBack);
  }

  Optional<TimeLimit> limit(Stage stage) {
    return Optional.ofNullable(limits.get(stage));
  }

  Optional<KindField> field(String field) {
    return fields.stream().filter(one -> one.name().equals(field)).findFirst();
  }

  /** The steps of the way that this kind takes, in order. */
  List<Step> way() {
    return Arrays.stream(Step.values())
        .filter(step -> step.onTheWay() && steps.containsKey(step))
        .toList();
  }
}
