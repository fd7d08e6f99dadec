// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.Routes;

/**
 * What there is at {@code /api/epcis} and which versions and limits hold (EPCIS 2.0, section 12.5):
 * {@code GET} of the root, and {@code OPTIONS} of each resource, which answers with headers alone.
 */
final class DiscoveryRoutes implements Routes {
  private static final String ROOT = "/api/epcis";
  private static final String TOP =
      Stream.of(TopLevel.values()).map(TopLevel::path).collect(Collectors.joining("|"));

  /** Which methods a resource has. */
  private record Resource(Pattern path, String methods) {
    static Resource of(String path, String methods) {
      return new Resource(Pattern.compile(path), methods);
    }
  }

  private static final List<Resource> ALL =
      List.of(
          Resource.of("", "GET"),
          Resource.of("/capture|/events|/queries|/queries/[^/]+/subscriptions", "GET, POST"),
          Resource.of("/capture/[^/]+|/events/.+|/queries/[^/]+/events", "GET"),
          Resource.of("/queries/[^/]+(/subscriptions/[^/]+)?", "GET, DELETE"),
          Resource.of("/(" + TOP + ")(/[^/]+(/events)?)?", "GET"));

  @Override
  public void register(RoutesConfig routes) {
    routes.beforeMatched(ROOT, Versions::agree);
    routes.beforeMatched(ROOT + "/*", Versions::agree);
    routes.after(ROOT, Problems::dress);
    routes.get(ROOT, DiscoveryRoutes::root, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.options(ROOT, DiscoveryRoutes::discover, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.options(
        ROOT + "/<path>", DiscoveryRoutes::discover, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  private static void root(Context ctx) {
    ctx.json(
        Collected.of(
            Stream.concat(
                    Stream.of("capture", "events", "queries"),
                    Stream.of(TopLevel.values()).map(TopLevel::path))
                .toList()));
  }

  private static void discover(Context ctx) {
    String path = ctx.path().substring(ROOT.length());
    String methods =
        ALL.stream()
            .filter(each -> each.path().matcher(path).matches())
            .map(Resource::methods)
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "resource-not-found", "%s does not exist".formatted(ctx.path())));
    for (String what : List.of("EPCIS", "CBV")) {
      ctx.header("GS1-" + what + "-Min", Versions.VERSION);
      ctx.header("GS1-" + what + "-Max", Versions.VERSION);
    }
    // None by name: whatever a document's own prefixes name is kept as it came.
    ctx.header("GS1-Extensions", "");
    ctx.header("GS1-EPC-Format", "Never_Translates");
    ctx.header("GS1-CBV-XML-Format", "Never_Translates");
    if (methods.contains("POST") && path.matches("/capture|/events")) {
      CaptureRoutes.sayLimits(ctx);
      ctx.header("GS1-EPCIS-Capture-File-Size-Limit", String.valueOf(HttpServer.MAX_REQUEST_BYTES));
      ctx.header("GS1-Capture-Error-Behaviour", "rollback");
    }
    ctx.header("Allow", "OPTIONS, " + methods).status(204);
  }
}
