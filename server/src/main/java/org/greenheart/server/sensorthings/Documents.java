// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/** JSON documents that are kept as text, and values from them. Numbers keep their digits. */
final class Documents {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Documents() {}

  /** What stands at a path of keys; a missing node where nothing does. */
  static JsonNode at(String document, List<String> path) {
    JsonNode node = read(document);
    for (String key : path) {
      node = node.path(key);
    }
    return node;
  }

  private static JsonNode read(String document) {
    try {
      JsonNode node = JSON.readTree(document);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kept as JSON, but is not: " + document, e);
    }
  }

  /** The value for comparisons; objects and lists count as their text. */
  static Term.Constant constant(@Nullable Value value, List<String> inside) {
    return switch (value) {
      case null -> new Term.Null();
      case Decimal number when inside.isEmpty() -> new Term.Numeral(number.toBigDecimal());
      case Text text when inside.isEmpty() -> new Term.Text(text.text());
      case Decimal ignored -> new Term.Null();
      case Text ignored -> new Term.Null();
      case Json json -> constant(at(json.document(), inside));
    };
  }

  private static Term.Constant constant(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> new Term.Null();
      case BOOLEAN -> new Term.Truth(node.booleanValue());
      case NUMBER -> new Term.Numeral(node.decimalValue());
      case STRING -> new Term.Text(node.textValue());
      case ARRAY, BINARY, OBJECT, POJO -> new Term.Text(node.toString());
    };
  }
}
