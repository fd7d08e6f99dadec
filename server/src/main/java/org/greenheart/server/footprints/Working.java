// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.greenheart.server.api.ApiJson;
import org.jspecify.annotations.Nullable;

/**
 * How a footprint came about, as it is kept beside it.
 *
 * @param lines of the computation
 * @param kilogramsPerUnit mass of one unit of the product; null where it is not known
 */
record Working(List<String> lines, @Nullable BigDecimal kilogramsPerUnit) {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  Working {
    lines = List.copyOf(lines);
  }

  String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a working cannot be written", e);
    }
  }

  static Working read(String json) {
    try {
      return MAPPER.readValue(json, Working.class);
    } catch (JsonProcessingException e) {
      return new Working(List.of(json), null);
    }
  }
}
