// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.Decimal;

/** A request's JSON object, read field by field with errors that name the field. */
public final class JsonBody {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private final JsonNode object;

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /** An empty body counts as an object without fields. */
  public static JsonBody of(Context ctx) {
    String body = ctx.body();
    if (body.isBlank()) {
      return new JsonBody(MAPPER.createObjectNode());
    }
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isObject()) {
        return new JsonBody(node);
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-not-json", "the body is no JSON: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("body-not-object", "the body must be a JSON object");
  }

  public String text(String field) {
    return optionalText(field)
        .orElseThrow(
            () -> ApiException.badRequest("field-missing", "%s must be a text".formatted(field)));
  }

  /** Empty when the field is missing or null. */
  public Optional<String> optionalText(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.badRequest(
          "field-not-text", "%s (%s) must be a text".formatted(field, value));
    }
    return Optional.of(value.textValue());
  }

  /** A text, a number or a flag, as it is written; empty when it is missing, null or blank. */
  public Optional<String> value(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw ApiException.badRequest(
          "field-type", "%s (%s) must be a text, a number or a flag".formatted(field, value));
    }
    String text = value.isNumber() ? plain(field, value) : value.asText();
    return Optional.of(text.strip()).filter(given -> !given.isEmpty());
  }

  /** True or false. */
  public boolean flag(String field) {
    return optionalFlag(field)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "field-missing", "%s must be true or false".formatted(field)));
  }

  /** Empty when the field is missing or null. */
  public Optional<Boolean> optionalFlag(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw ApiException.badRequest(
          "field-not-flag", "%s (%s) must be true or false".formatted(field, value));
    }
    return Optional.of(value.booleanValue());
  }

  /** A whole number. */
  public long number(String field) {
    JsonNode value = object.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw ApiException.badRequest(
          "field-not-number", "%s (%s) must be a whole number".formatted(field, value));
    }
    return value.longValue();
  }

  /** A list of texts; empty when the field is missing or null. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(field)) {
      if (!each.isTextual()) {
        throw ApiException.badRequest(
            "field-not-text", "%s (%s) must be a list of texts".formatted(field, each));
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /** A list of whole numbers; empty when the field is missing or null. */
  public List<Long> numbers(String field) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode each : list(field)) {
      if (!each.isIntegralNumber() || !each.canConvertToLong()) {
        throw ApiException.badRequest(
            "field-not-number", "%s (%s) must be a list of whole numbers".formatted(field, each));
      }
      numbers.add(each.longValue());
    }
    return numbers;
  }

  /** An exact number, written as a number or, with all its digits, as a text. */
  public BigDecimal decimal(String field) {
    return optionalDecimal(field)
        .orElseThrow(
            () -> ApiException.badRequest("field-missing", "%s must be a number".formatted(field)));
  }

  /** Empty when the field is missing, null or blank. */
  public Optional<BigDecimal> optionalDecimal(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
      return Optional.empty();
    }
    Optional<BigDecimal> number =
        value.isNumber() || value.isTextual()
            ? Decimal.parse(value.asText().strip()).map(Decimal::toBigDecimal)
            : Optional.empty();
    if (number.isEmpty()) {
      throw unreadable(field, value);
    }
    return number;
  }

  /**
   * A number of JSON with all its digits and without an exponent, which could otherwise stand for
   * gigabytes of digits.
   *
   * @throws ApiException 400 {@code number-unreadable} when it is no number of 64 bits
   */
  public static String plain(String field, JsonNode number) {
    return number.isIntegralNumber()
        ? number.asText()
        : Decimal.parse(number.asText())
            .map(Decimal::toString)
            .orElseThrow(() -> unreadable(field, number));
  }

  private static ApiException unreadable(String field, JsonNode value) {
    return ApiException.badRequest(
        "number-unreadable",
        "%s (%s) must be a number of at most 18 digits".formatted(field, value));
  }

  /** A day such as 2026-01-31. */
  public LocalDate day(String field) {
    String text = text(field);
    return Params.day(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "date-unreadable",
                    "%s (%s) must be a date such as 2026-01-31".formatted(field, text)));
  }

  /** An object within; empty when the field is missing or no object. */
  public Optional<JsonBody> object(String field) {
    return Optional.ofNullable(object.get(field)).filter(JsonNode::isObject).map(JsonBody::new);
  }

  /** A list of objects; empty when the field is missing or null. */
  public List<JsonBody> objects(String field) {
    List<JsonBody> objects = new ArrayList<>();
    for (JsonNode each : list(field)) {
      if (!each.isObject()) {
        throw ApiException.badRequest(
            "field-not-object", "%s (%s) must be a list of objects".formatted(field, each));
      }
      objects.add(new JsonBody(each));
    }
    return objects;
  }

  private Iterable<JsonNode> list(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw ApiException.badRequest(
          "field-not-list", "%s (%s) must be a list".formatted(field, value));
    }
    return value;
  }

  /** A constant written as {@code tolerate-known}. */
  <E extends Enum<E>> Optional<E> word(String field, Class<E> type) {
    return optionalText(field).map(text -> constant(field, text, type));
  }

  static <E extends Enum<E>> E constant(String field, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw ApiException.badRequest(
        "word-unknown", "%s (%s) is not one of the words it may be".formatted(field, text));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
