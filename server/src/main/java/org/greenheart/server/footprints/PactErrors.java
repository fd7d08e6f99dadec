// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.Map;
import org.greenheart.server.api.ApiJson;
import org.jspecify.annotations.Nullable;

/**
 * Refusals as PACT 3.0 has them (schema Error): one of its codes and a message, whoever refused;
 * the message of a refusal that has a code of ours begins with that.
 */
final class PactErrors {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private PactErrors() {}

  /** Runs when an answer stands. */
  static void dress(Context ctx) {
    int status = ctx.statusCode();
    if (status < 400) {
      return;
    }
    JsonNode given = read(ctx.result());
    String own = given.path("code").asText();
    String code = code(status, own);
    String message = given.path("message").asText();
    ctx.json(
        Map.of(
            "code",
            code,
            "message",
            own.isEmpty() || own.equals(code) ? message : own + ": " + message));
  }

  private static JsonNode read(@Nullable String body) {
    try {
      return MAPPER.readTree(body == null ? "" : body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a refusal is no JSON", e);
    }
  }

  private static String code(int status, String own) {
    return switch (status) {
      case 401 -> own.equals("token-expired") ? "TokenExpired" : "AccessDenied";
      case 403 -> "AccessDenied";
      case 404 -> "NotFound";
      default -> status < 500 ? "BadRequest" : "InternalError";
    };
  }
}
