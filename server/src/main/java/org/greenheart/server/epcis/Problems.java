// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import org.greenheart.server.api.ApiJson;
import org.jspecify.annotations.Nullable;

/**
 * Refusals as EPCIS 2.0 has them (section 12.6: RFC 7807 with the types of EPCIS), whoever refused;
 * our own code and sentence stay in it.
 */
final class Problems {
  static final String VALIDATION = "epcisException:ValidationException";
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private Problems() {}

  /** Runs when an answer stands. */
  static void dress(Context ctx) {
    int status = ctx.statusCode();
    if (status < 400) {
      return;
    }
    ObjectNode problem = problem(ctx.result());
    if (!problem.has("type")) {
      problem.put("type", type(ctx, status, problem.path("code").asText()));
      problem.put("title", title(status));
      problem.put("status", status);
      problem.put("detail", problem.path("message").asText());
    }
    ctx.contentType("application/problem+json").result(problem.toString());
  }

  private static ObjectNode problem(@Nullable String body) {
    try {
      JsonNode given = MAPPER.readTree(body == null ? "" : body);
      return given instanceof ObjectNode object ? object : MAPPER.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a refusal is no JSON", e);
    }
  }

  private static String type(Context ctx, int status, String code) {
    return switch (status) {
      case 400 -> bad(ctx, code);
      case 401, 403 -> "epcisException:SecurityException";
      case 404 ->
          code.equals("query-not-found")
              ? "epcisException:NoSuchNameException"
              : "epcisException:NoSuchResourceException";
      case 406 -> "epcisException:NotAcceptableException";
      case 409 -> "epcisException:ResourceAlreadyExistsException";
      case 413 -> "epcisException:CaptureLimitExceededException";
      case 414 -> "epcisException:URITooLongException";
      case 415 -> "epcisException:UnsupportedMediaTypeException";
      default -> "epcisException:ImplementationException";
    };
  }

  private static String bad(Context ctx, String code) {
    boolean asks = ctx.method().name().equals("GET");
    if (asks || code.equals("query-parameter")) {
      return "epcisException:QueryParameterException";
    }
    if (ctx.path().endsWith("/subscriptions")) {
      return "epcisException:SubscriptionControlsException";
    }
    return ctx.path().endsWith("/queries") ? "epcisException:QueryValidationException" : VALIDATION;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request is not valid";
      case 401 -> "A login is needed";
      case 403 -> "The access is refused";
      case 404 -> "The resource is not found";
      case 406 -> "The answer cannot be as it is asked for";
      case 409 -> "The resource exists already";
      case 413 -> "The capture is too large";
      case 414 -> "The address is too long";
      case 415 -> "The media type is not taken";
      case 501 -> "The server does not support this";
      default -> "The server could not do this";
    };
  }
}
