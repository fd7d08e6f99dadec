// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.greenheart.storage.registry.Stage;
import org.jspecify.annotations.Nullable;

/** A kind of case as the interface shows it: in the form in which it is read. */
record KindView(
    String code,
    KindField.Label name,
    boolean ledger,
    List<FieldView> fields,
    List<StepView> steps,
    List<LimitView> limits,
    @Nullable LimitView total,
    CaseKind.@Nullable Extension extension,
    List<Integer> lookBack,
    String basis) {
  /** A field. */
  record FieldView(
      String name,
      KindField.Label label,
      String type,
      boolean required,
      List<KindField.Choice> choices,
      @JsonProperty("public") String publicity) {
    private static FieldView of(KindField field) {
      return new FieldView(
          field.name(),
          field.label(),
          word(field.type()),
          field.required(),
          field.choices(),
          word(field.publicity()));
    }
  }

  /** A step and who may take it. */
  record StepView(String step, List<String> roles, List<String> fields) {}

  /** A limit of a stage; of the whole where the stage is null. */
  record LimitView(
      @Nullable String stage, int days, String unit, int warnDays, int escalateDays, String to) {
    private static LimitView of(@Nullable Stage stage, TimeLimit limit) {
      return new LimitView(
          stage == null ? null : stage.text(),
          limit.days(),
          word(limit.unit()),
          limit.warnDays(),
          limit.escalateDays(),
          limit.to());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static KindView of(CaseKind kind) {
    Map<Step, CaseKind.Allowed> steps = new LinkedHashMap<>();
    for (Step step : Step.values()) {
      CaseKind.Allowed allowed = kind.steps().get(step);
      if (allowed != null) {
        steps.put(step, allowed);
      }
    }
    TimeLimit total = kind.total();
    return new KindView(
        kind.code(),
        kind.name(),
        kind.ledger(),
        kind.fields().stream().map(FieldView::of).toList(),
        steps.entrySet().stream()
            .map(
                entry ->
                    new StepView(
                        entry.getKey().text(), entry.getValue().roles(), entry.getValue().fields()))
            .toList(),
        kind.limits().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> LimitView.of(entry.getKey(), entry.getValue()))
            .toList(),
        total == null ? null : LimitView.of(null, total),
        kind.extension(),
        kind.lookBack(),
        kind.basis());
  }
}
