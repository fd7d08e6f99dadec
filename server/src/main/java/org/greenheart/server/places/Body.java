// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.JsonFault;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/** The JSON object of a request, read field by field; what nobody read is refused. */
final class Body {
  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  private Body(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws ApiException {@code json-broken}
   */
  static Body of(ObjectMapper mapper, String text) {
    try {
      JsonNode object = mapper.readTree(text);
      if (object == null || !object.isObject()) {
        throw ApiException.badRequest("json-broken", "the body must be a JSON object");
      }
      return new Body(object);
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("json-broken", "the body is no JSON: " + JsonFault.text(e));
    }
  }

  private Optional<String> value(String field) {
    read.add(field);
    JsonNode node = object.get(field);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      throw new RuleException(field, "must be a text or a number", node, "field-type");
    }
    return Optional.of(node.isNumber() ? JsonBody.plain(field, node) : node.asText());
  }

  /**
   * @throws RuleException {@code field-missing}
   */
  String text(String field) {
    return value(field).orElseThrow(() -> missing(field));
  }

  private static RuleException missing(String field) {
    return new RuleException(field, "must be given", "", "field-missing");
  }

  Optional<String> optional(String field) {
    return value(field).filter(text -> !text.isBlank());
  }

  /**
   * The id of a row; 0 when not given.
   *
   * @throws RuleException {@code field-type}
   */
  long reference(String field) {
    return optional(field)
        .map(
            text -> {
              try {
                return Long.parseLong(text);
              } catch (NumberFormatException e) {
                throw new RuleException(field, "must be an id", text, "field-type");
              }
            })
        .orElse(0L);
  }

  /**
   * @throws RuleException {@code field-missing}, {@code field-type}
   */
  long id(String field) {
    long id = reference(field);
    if (id == 0) {
      throw missing(field);
    }
    return id;
  }

  /**
   * @throws RuleException {@code number-unreadable}
   */
  Optional<Decimal> decimal(String field) {
    return optional(field)
        .map(
            text ->
                Decimal.parse(text)
                    .orElseThrow(
                        () ->
                            new RuleException(
                                field, "must be a number", text, "number-unreadable")));
  }

  /**
   * @throws RuleException {@code field-missing}, {@code date-unreadable}
   */
  LocalDate date(String field) {
    return RowValues.date(field, text(field));
  }

  <E extends Enum<E>> Optional<E> word(String field, Words<E> words) {
    return optional(field).map(word -> words.read(field, word));
  }

  /**
   * @throws RuleException {@code field-unknown}
   */
  void requireAllRead() {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!read.contains(field) && !field.equals("id")) {
                throw new RuleException(
                    field, "is no field of this", object.get(field), "field-unknown");
              }
            });
  }
}
