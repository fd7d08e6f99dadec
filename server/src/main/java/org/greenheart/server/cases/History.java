// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The JSON objects that the history of cases is written in. */
final class History {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private History() {}

  /** An empty object for nothing, and for what is no object. */
  static ObjectNode object(@Nullable String document) {
    if (document == null) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(document) instanceof ObjectNode object
          ? object
          : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
