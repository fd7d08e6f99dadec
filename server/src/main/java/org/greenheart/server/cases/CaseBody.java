// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Params;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/** The JSON object of a request; a field that is not known is refused. */
final class CaseBody {
  private static final ObjectMapper MAPPER = ApiJson.mapper();
  private static final int LONGEST = 4_000;

  private final JsonNode object;

  private CaseBody(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws ApiException {@code json-broken}
   * @throws RuleException {@code field-unknown}
   */
  static CaseBody of(Context ctx, String... known) {
    CaseBody body = of(ctx);
    Set<String> names = Set.of(known);
    body.object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new RuleException(
                    name, "is no field of this", body.object.get(name), "field-unknown");
              }
            });
    return body;
  }

  static CaseBody of(Context ctx) {
    String text = ctx.body();
    try {
      JsonNode object = text.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
      if (object.isObject()) {
        return new CaseBody(object);
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "json-broken", "the body is no JSON: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("json-broken", "the body must be a JSON object");
  }

  JsonNode json() {
    return object;
  }

  private JsonNode value(String field) {
    return object.path(field);
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  /**
   * @throws RuleException {@code field-missing}, {@code field-value}
   */
  String text(String field) {
    return optional(field)
        .orElseThrow(() -> new RuleException(field, "must be given", "", "field-missing"));
  }

  Optional<String> optional(String field) {
    JsonNode value = value(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode() || value.asText().length() > LONGEST) {
      throw new RuleException(
          field,
          "must be a text of at most %s characters".formatted(LONGEST),
          value,
          "field-value");
    }
    return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
  }

  String orEmpty(String field) {
    return optional(field).orElse("");
  }

  boolean flag(String field) {
    return value(field).asBoolean(false);
  }

  /** 0 when not given. */
  long number(String field) {
    return optional(field)
        .map(
            text -> {
              try {
                return Long.parseLong(text);
              } catch (NumberFormatException e) {
                throw new RuleException(field, "must be a whole number", text, "field-value");
              }
            })
        .orElse(0L);
  }

  List<Long> numbers(String field) {
    List<Long> numbers = new ArrayList<>();
    JsonNode list = value(field);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw new RuleException(field, "must be a list of whole numbers", list, "field-value");
    }
    for (JsonNode node : list) {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw new RuleException(field, "must be whole numbers", node, "field-value");
      }
      numbers.add(node.asLong());
    }
    return numbers;
  }

  Optional<Decimal> decimal(String field) {
    return optional(field)
        .map(
            text ->
                Decimal.parse(text)
                    .orElseThrow(
                        () -> new RuleException(field, "must be a number", text, "field-value")));
  }

  Optional<LocalDate> date(String field) {
    return optional(field)
        .map(
            text ->
                Params.day(text)
                    .orElseThrow(
                        () ->
                            new RuleException(
                                field, "must be a day such as 2026-01-31", text, "field-value")));
  }

  Optional<LocalTime> time(String field) {
    return optional(field)
        .map(
            text -> {
              try {
                return LocalTime.parse(text);
              } catch (DateTimeException e) {
                throw new RuleException(field, "must be a time such as 08:00", text, "field-value");
              }
            });
  }

  Optional<Instant> instant(String field) {
    return optional(field)
        .map(
            text ->
                Params.instant(text)
                    .orElseThrow(
                        () ->
                            new RuleException(
                                field,
                                "must be a time such as 2026-01-31T08:00:00Z",
                                text,
                                "field-value")));
  }

  /** A whole number of 32 bits, or the usual one when it is not given. */
  int smallNumber(String field, int usual) {
    if (!has(field)) {
      return usual;
    }
    long number = number(field);
    if (number != (int) number) {
      throw new RuleException(field, "must be a smaller number", number, "field-value");
    }
    return (int) number;
  }

  /** An object of texts, numbers and flags, as texts; empty when it is missing or null. */
  Map<String, String> map(String field) {
    Map<String, String> map = new LinkedHashMap<>();
    JsonNode object = value(field);
    if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
      throw new RuleException(field, "must be an object of texts", object, "field-value");
    }
    object
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.isValueNode()) {
                throw new RuleException(
                    field + "." + entry.getKey(), "must be a text", value, "field-value");
              }
              map.put(entry.getKey(), value.isNull() ? "" : value.asText());
            });
    return map;
  }
}
