// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.registry.RuleException;

/** Requests as records; a field that none of them has is refused. */
final class Bodies {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private Bodies() {}

  /** What is refused is not repeated: it may hold a secret. */
  static <T> T of(Context ctx, Class<T> type) {
    try {
      T body = MAPPER.readValue(ctx.body(), type);
      if (body != null) {
        return body;
      }
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof RuleException rule) {
        throw rule;
      }
      throw ApiException.badRequest(
          "body-form",
          "the body does not fit at (%s)"
              .formatted(
                  e.getPath().stream()
                      .map(each -> String.valueOf(each.getFieldName()))
                      .reduce((a, b) -> a + "." + b)
                      .orElse("its beginning")));
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("body-not-json", "the body is no JSON");
    }
    throw ApiException.badRequest("body-not-object", "the body must be a JSON object");
  }
}
