// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface as an OpenAPI 3.1 document, made from the routes as they are registered: it
 * has each of them, with the right that it needs, and nothing else. What a route is for says {@link
 * RouteWords}.
 */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("[{<](\\w+)[}>]");
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private OpenApi() {}

  /** One route of the interface. */
  record Route(String method, String path, @Nullable Right right, @Nullable About about) {}

  /** Those of the REST interface, by path and method. */
  static List<Route> routes(List<Endpoint> endpoints) {
    Map<String, Route> routes = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      boolean ours =
          endpoint.method.isHttpMethod()
              && !endpoint.method.name().equals("HEAD")
              && (endpoint.path.startsWith("/api/")
                  || endpoint.path.equals("/health")
                  || endpoint.path.equals("/metrics")
                  || endpoint.path.startsWith("/v1.1"));
      if (ours) {
        String method = endpoint.method.name();
        routes.put(
            endpoint.path + " " + method,
            new Route(
                method,
                endpoint.path,
                stated(endpoint, Right.class),
                stated(endpoint, About.class)));
      }
    }
    return List.copyOf(routes.values());
  }

  private static <T> @Nullable T stated(Endpoint endpoint, Class<T> type) {
    Roles roles = endpoint.metadata(Roles.class);
    return roles == null
        ? null
        : roles.getRoles().stream()
            .filter(type::isInstance)
            .map(type::cast)
            .findFirst()
            .orElse(null);
  }

  static String document(List<Route> routes) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Greenheart")
        .put("version", "1")
        .put(
            "description",
            "Reads and changes what the console shows. Log in with POST /api/login (a cookie; changes"
                + " also need the header X-Page-Token that /api/me gives) or send a token as"
                + " Authorization: Bearer. What lies outside of a caller's scope is answered with"
                + " 404 not-found, as if it did not exist. Data for other systems is better read"
                + " through OGC SensorThings under /v1.1.")
        .putObject("license")
        .put("name", "Apache 2.0")
        .put("identifier", "Apache-2.0");
    ObjectNode components = root.putObject("components");
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes.putObject("token").put("type", "http").put("scheme", "bearer");
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "greenheart-session");
    ObjectNode error = components.putObject("schemas").putObject("Error");
    error.put("type", "object");
    ObjectNode fields = error.putObject("properties");
    fields
        .putObject("code")
        .put("type", "string")
        .put("description", "a short name that can be counted, such as right-missing");
    fields
        .putObject("message")
        .put("type", "string")
        .put("description", "names the thing, the rule and the value");
    fields
        .putObject("field")
        .put("type", "string")
        .put("description", "of the request, where one value is wrong");
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      String path = written(route);
      ObjectNode item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
      write(item.putObject(route.method().toLowerCase(Locale.ROOT)), route);
    }
    return root.toString();
  }

  /** The path as OpenAPI writes it, with its parameters in braces. */
  private static String written(Route route) {
    return PARAMETER.matcher(route.path()).replaceAll("{$1}");
  }

  private static void write(ObjectNode operation, Route route) {
    String id =
        (route.method() + route.path()).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    operation.put("operationId", id.toLowerCase(Locale.ROOT));
    String words = RouteWords.of(route.method(), written(route));
    if (!words.isEmpty()) {
      operation.put("summary", words);
    }
    Right right = route.right();
    operation.put("x-right", right == null ? "owner" : right.text());
    About about = route.about();
    operation.put(
        "x-scope",
        about == null ? "everything" : about.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (right == Right.PUBLIC) {
      operation.putArray("security");
    } else {
      ArrayNode security = operation.putArray("security");
      security.addObject().putArray("token");
      security.addObject().putArray("session");
    }
    ArrayNode parameters = operation.putArray("parameters");
    Matcher parameter = PARAMETER.matcher(route.path());
    while (parameter.find()) {
      parameters
          .addObject()
          .put("name", parameter.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    ObjectNode responses = operation.putObject("responses");
    responses.putObject("2XX").put("description", "done");
    refusal(responses, "4XX", "refused: the code says why");
    if (right != Right.PUBLIC) {
      refusal(responses, "401", "login-needed, session-expired, token-expired ...");
      refusal(responses, "403", "right-missing, scope-too-narrow, page-token ...");
    }
  }

  private static void refusal(ObjectNode responses, String status, String description) {
    responses
        .putObject(status)
        .put("description", description)
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Error");
  }
}
