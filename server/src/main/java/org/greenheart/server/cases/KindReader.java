// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a kind, and says exactly what is wrong with one that cannot be read. */
final class KindReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CODE = "[a-z][a-z0-9-]{1,39}";
  private static final String FIELD = "[a-z][A-Za-z0-9]{0,39}";

  private final List<KindField> fields = new ArrayList<>();

  private KindReader() {}

  /**
   * @throws RuleException {@code kind-json}, {@code kind-field-unknown}, {@code
   *     kind-field-missing}, {@code kind-value}, {@code step-unknown}, {@code kind-step-order},
   *     {@code kind-step-missing}, {@code kind-role-unknown}, {@code stage-unknown}
   */
  static CaseKind read(String document) {
    try {
      JsonNode json = JSON.readTree(document);
      if (json == null || !json.isObject()) {
        throw new RuleException("kind", "must be a JSON object", document, "kind-json");
      }
      return new KindReader().kind(json);
    } catch (JsonProcessingException e) {
      throw new RuleException(
          "kind", "is no JSON: " + e.getOriginalMessage(), document, "kind-json");
    }
  }

  private CaseKind kind(JsonNode json) {
    only(
        "kind",
        json,
        Set.of(
            "code",
            "name",
            "ledger",
            "fields",
            "steps",
            "limits",
            "total",
            "extension",
            "lookBack",
            "basis"));
    String code = matching("code", text("code", json.path("code")), CODE);
    for (JsonNode field : json.path("fields")) {
      fields.add(field(field));
    }
    Map<Step, CaseKind.Allowed> steps = steps(json.path("steps"));
    return new CaseKind(
        code,
        label("name", json.path("name")),
        flag("ledger", json.path("ledger")),
        fields,
        steps,
        limits(json.path("limits")),
        json.has("total") ? limit("total", json.path("total")) : null,
        extension(json.path("extension")),
        days(json.path("lookBack")),
        text("basis", json.path("basis")));
  }

  private KindField field(JsonNode json) {
    only("fields", json, Set.of("name", "label", "type", "required", "choices", "public"));
    String name = matching("fields.name", text("fields.name", json.path("name")), FIELD);
    if (fields.stream().anyMatch(known -> known.name().equals(name))) {
      throw new RuleException("fields.name", "must not stand there twice", name, "kind-value");
    }
    KindField.Type type =
        word("fields.type", text("fields.type", json.path("type")), KindField.Type.class);
    List<KindField.Choice> choices = new ArrayList<>();
    for (JsonNode choice : json.path("choices")) {
      only("fields.choices", choice, Set.of("word", "zh", "en"));
      choices.add(
          new KindField.Choice(
              text("fields.choices.word", choice.path("word")),
              text("fields.choices.zh", choice.path("zh")),
              text("fields.choices.en", choice.path("en"))));
    }
    boolean chosen = type == KindField.Type.CHOICE || type == KindField.Type.CHOICES;
    if (chosen == choices.isEmpty()) {
      throw new RuleException(
          "fields.choices",
          chosen ? "must be given for this type" : "are for the types choice and choices",
          name,
          "kind-value");
    }
    return new KindField(
        name,
        label("fields.label", json.path("label")),
        type,
        flag("fields.required", json.path("required")),
        choices,
        json.has("public")
            ? word(
                "fields.public",
                text("fields.public", json.path("public")),
                KindField.Publicity.class)
            : KindField.Publicity.HIDDEN);
  }

  private Map<Step, CaseKind.Allowed> steps(JsonNode json) {
    Map<Step, CaseKind.Allowed> steps = new EnumMap<>(Step.class);
    Step last = null;
    for (JsonNode node : json) {
      only("steps", node, Set.of("step", "roles", "fields"));
      Step step = Step.ofText("steps.step", text("steps.step", node.path("step")));
      if (step.onTheWay()) {
        inOrder(last, step);
        last = step;
      }
      if (steps.put(step, allowed(node)) != null) {
        throw new RuleException(
            "steps.step", "must not stand there twice", step.text(), "kind-step-order");
      }
    }
    if (!steps.containsKey(Step.CLOSE)) {
      throw new RuleException("steps", "must have the step close", steps, "kind-step-missing");
    }
    if (steps.containsKey(Step.HAND_OVER) != steps.containsKey(Step.ANSWER)
        || steps.containsKey(Step.PAUSE) != steps.containsKey(Step.RESUME)
        || steps.containsKey(Step.ASK_CLOSING) != steps.containsKey(Step.CONFIRM_CLOSING)) {
      throw new RuleException(
          "steps",
          "must have both or none of hand-over and answer, pause and resume, ask-closing and"
              + " confirm-closing",
          steps.keySet(),
          "kind-step-missing");
    }
    return steps;
  }

  private static void inOrder(@Nullable Step last, Step step) {
    if (last != null && last.compareTo(step) >= 0) {
      throw new RuleException(
          "steps.step",
          "must not stand after " + last.text() + ": the order of the way is fixed",
          step.text(),
          "kind-step-order");
    }
  }

  private CaseKind.Allowed allowed(JsonNode node) {
    List<String> roles = texts("steps.roles", node.path("roles"));
    for (String role : roles) {
      if (!Person.ROLES.contains(role)) {
        throw new RuleException(
            "steps.roles", "must be one of " + Person.ROLES, role, "kind-role-unknown");
      }
    }
    if (roles.isEmpty()) {
      throw new RuleException("steps.roles", "must name a role", node, "kind-field-missing");
    }
    List<String> asked = texts("steps.fields", node.path("fields"));
    for (String name : asked) {
      if (fields.stream().noneMatch(field -> field.name().equals(name))) {
        throw new RuleException(
            "steps.fields", "must be a field of the kind", name, "kind-field-unknown");
      }
    }
    return new CaseKind.Allowed(roles, asked);
  }

  private static Map<Stage, TimeLimit> limits(JsonNode json) {
    Map<Stage, TimeLimit> limits = new EnumMap<>(Stage.class);
    for (JsonNode node : json) {
      Stage stage = Stage.ofText(text("limits.stage", node.path("stage")));
      limits.put(stage, limit("limits", node));
    }
    return limits;
  }

  private static TimeLimit limit(String field, JsonNode json) {
    only(field, json, Set.of("stage", "days", "unit", "warnDays", "escalateDays", "to"));
    String to = json.has("to") ? text(field + ".to", json.path("to")) : "leader";
    if (!Person.ROLES.contains(to)) {
      throw new RuleException(
          field + ".to", "must be one of " + Person.ROLES, to, "kind-role-unknown");
    }
    return new TimeLimit(
        number(field + ".days", json.path("days")),
        word(field + ".unit", text(field + ".unit", json.path("unit")), TimeLimit.Unit.class),
        json.has("warnDays") ? number(field + ".warnDays", json.path("warnDays")) : 0,
        json.has("escalateDays") ? number(field + ".escalateDays", json.path("escalateDays")) : 0,
        to);
  }

  private static CaseKind.@Nullable Extension extension(JsonNode json) {
    if (json.isMissingNode()) {
      return null;
    }
    only("extension", json, Set.of("days", "times"));
    return new CaseKind.Extension(
        number("extension.days", json.path("days")), number("extension.times", json.path("times")));
  }

  private static List<Integer> days(JsonNode json) {
    List<Integer> days = new ArrayList<>();
    json.forEach(day -> days.add(number("lookBack", day)));
    return days.stream().sorted().distinct().toList();
  }

  private static void only(String where, JsonNode json, Set<String> known) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new RuleException(
                    where + "." + name,
                    "is no field of a kind",
                    json.get(name),
                    "kind-field-unknown");
              }
            });
  }

  private static KindField.Label label(String field, JsonNode json) {
    return new KindField.Label(
        text(field + ".zh", json.path("zh")), text(field + ".en", json.path("en")));
  }

  private static String text(String field, JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      throw new RuleException(field, "must be given", "", "kind-field-missing");
    }
    if (!json.isTextual() || json.asText().isBlank()) {
      throw new RuleException(field, "must be a text", json, "kind-value");
    }
    return json.asText();
  }

  private static List<String> texts(String field, JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(node -> texts.add(text(field, node)));
    return texts;
  }

  private static String matching(String field, String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new RuleException(field, "must match " + pattern, text, "kind-value");
    }
    return text;
  }

  private static boolean flag(String field, JsonNode json) {
    if (!json.isMissingNode() && !json.isBoolean()) {
      throw new RuleException(field, "must be true or false", json, "kind-value");
    }
    return json.asBoolean(false);
  }

  private static int number(String field, JsonNode json) {
    if (!json.isInt() || json.asInt() < 0 || json.asInt() > 3_660) {
      throw new RuleException(field, "must be a whole number from 0 to 3660", json, "kind-value");
    }
    return json.asInt();
  }

  private static <E extends Enum<E>> E word(String field, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return constant;
      }
    }
    throw new RuleException(
        field, "must be one of " + List.of(type.getEnumConstants()), text, "kind-value");
  }
}
