// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.greenheart.server.api.ApiJson;
import org.jspecify.annotations.Nullable;

/** JSON of what the registry has. */
final class Nodes {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private Nodes() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode of(Object thing) {
    return MAPPER.valueToTree(thing);
  }

  /** The same, with a field that is a document as that. */
  static JsonNode with(JsonNode object, String field, @Nullable String document) {
    if (document != null && object instanceof ObjectNode node) {
      try {
        node.set(field, MAPPER.readTree(document));
      } catch (JsonProcessingException e) {
        node.put(field, document); // it stays the text that it is
      }
    }
    return object;
  }
}
