// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greenheart.server.api.Params;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.RuleException;

/** The fields of a case, by the fields of its kind. */
final class CaseFields {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 4_000;

  private CaseFields() {}

  /**
   * What is to be kept: blank ones are left out.
   *
   * @throws RuleException {@code field-unknown}, {@code field-missing}, {@code field-value}
   */
  static String json(CaseKind kind, Map<String, String> values) {
    Map<String, String> kept = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          KindField field =
              kind.field(name)
                  .orElseThrow(
                      () ->
                          new RuleException(
                              "fields." + name,
                              "is no field of the kind " + kind.code(),
                              value,
                              "field-unknown"));
          if (!value.isBlank()) {
            check(field, value.strip());
            kept.put(name, value.strip());
          }
        });
    for (KindField field : kind.fields()) {
      if (field.required() && !kept.containsKey(field.name())) {
        throw new RuleException("fields." + field.name(), "must be given", "", "field-missing");
      }
    }
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(KindField field, String value) {
    Set<String> words =
        field.choices().stream().map(KindField.Choice::word).collect(Collectors.toSet());
    boolean well =
        switch (field.type()) {
          case TEXT -> value.length() <= 400;
          case LONG_TEXT -> value.length() <= LONGEST;
          case NUMBER -> Decimal.parse(value).isPresent();
          case DATE -> Params.day(value).isPresent();
          case FLAG -> value.equals("true") || value.equals("false");
          case CHOICE -> words.contains(value);
          case CHOICES -> words.containsAll(Arrays.asList(value.split(",", -1)));
        };
    if (!well) {
      String rule =
          switch (field.type()) {
            case TEXT -> "must have at most 400 characters";
            case LONG_TEXT -> "must have at most %s characters".formatted(LONGEST);
            case NUMBER -> "must be a number";
            case DATE -> "must be a day such as 2026-01-31";
            case FLAG -> "must be true or false";
            case CHOICE, CHOICES -> "must be of " + words;
          };
      throw new RuleException("fields." + field.name(), rule, value, "field-value");
    }
  }

  static Map<String, String> read(CaseFile file) {
    try {
      return JSON.readValue(file.facts().fields(), new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "fields of case %s cannot be read".formatted(file.number()), e);
    }
  }
}
