// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP interface: the console, and the routes that the parts of the server add. Every
 * request runs on a virtual thread of its own. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  public static final long MAX_REQUEST_BYTES = 16L << 20;

  private final HttpAddress address;
  private final Javalin javalin;

  private HttpServer(HttpAddress address, Javalin javalin) {
    this.address = address;
    this.javalin = javalin;
  }

  /**
   * Listens; returns when requests are taken.
   *
   * @param parts register in this order; the first route that fits a path answers
   * @throws UncheckedIOException when the port cannot be opened
   */
  public static HttpServer start(HttpAddress address, List<Routes> parts) {
    return start(address, Gate.OPEN, parts);
  }

  /**
   * As {@link #start(HttpAddress, List)}, behind a gate.
   *
   * @throws IllegalArgumentException when nobody is asked for a login and the address is not one of
   *     this machine alone
   */
  public static HttpServer start(HttpAddress address, Gate gate, List<Routes> given) {
    HttpPort port = HttpPort.take(address);
    try {
      return start(port, gate, given);
    } catch (RuntimeException e) {
      port.close();
      throw e;
    }
  }

  /**
   * As {@link #start(HttpAddress, Gate, List)}, on a port that has been taken before.
   *
   * @throws IllegalArgumentException when nobody is asked for a login and the address is not one of
   *     this machine alone
   */
  public static HttpServer start(HttpPort port, Gate gate, List<Routes> given) {
    HttpAddress address = port.address();
    requireNonNull(gate, "gate is null");
    if (gate.equals(Gate.OPEN) && !address.isLoopback()) {
      throw new IllegalArgumentException(
          "HTTP address (%s) must be one of loopback while no login is asked for"
              .formatted(address));
    }
    List<Routes> all = List.copyOf(given);
    AtomicReference<String> document = new AtomicReference<>("{}");
    Routes own =
        routes ->
            routes.get(
                "/api/openapi.json",
                ctx -> ctx.contentType("application/json").result(document.get()),
                Right.LOGGED_IN,
                About.NO_POINT);
    List<Routes> parts = Stream.concat(all.stream(), Stream.of(own)).toList();
    Javalin javalin = Javalin.create(config -> configure(config, port, gate, parts));
    document.set(OpenApi.document(OpenApi.routes(endpoints(javalin))));
    javalin.start();
    return new HttpServer(address, javalin);
  }

  private static List<Endpoint> endpoints(Javalin javalin) {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .toList();
  }

  private static Connector connector(Server server, HttpConfiguration http, HttpPort port) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    try {
      connector.open(port.channel());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }

  private static void configure(
      JavalinConfig config, HttpPort port, Gate gate, List<Routes> parts) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.addConnector((server, http) -> connector(server, http, port));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.addCustomizer((request, headers) -> HeadAsGet.of(request));
        });
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    // The above does not hold for forms of several parts, which are put into files.
    config.jetty.multipartConfig.maxTotalRequestSize(MAX_REQUEST_BYTES, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxFileSize(MAX_REQUEST_BYTES, SizeUnit.BYTES);
    config.http.prefer405over404 = true;
    config.jsonMapper(new JavalinJackson(ApiJson.mapper(), true));
    RoutesConfig routes = config.routes;
    routes.before(HttpServer::secure);
    if (port.address().isLoopback()) {
      routes.before(new LoopbackGuard(gate.publicAddress()));
    }
    // Once the route is known: it says which right it needs.
    routes.beforeMatched(gate::enter);
    routes.after(gate::leave);
    parts.forEach(part -> part.register(routes));
    new ConsoleFiles().register(routes);
    routes.exception(ApiException.class, HttpServer::refused);
    routes.exception(RuleException.class, HttpServer::refused);
    routes.exception(RegistryException.class, HttpServer::refused);
    routes.exception(HttpResponseException.class, HttpServer::refused);
    routes.exception(ServletException.class, HttpServer::unreadable);
    routes.exception(Exception.class, HttpServer::failed);
  }

  /** The port listened on, also where the system chose it. */
  public int port() {
    return javalin.port();
  }

  /** Where a browser on this machine finds the console. */
  public URI uri() {
    String host = address.isWildcard() ? "localhost" : address.host();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void secure(Context ctx) {
    ctx.header(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
            + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cache-Control", "no-store");
  }

  private static void refused(ApiException e, Context ctx) {
    Gate.refused(ctx, e.code());
    ctx.status(e.status()).json(new ApiError(e.code(), String.valueOf(e.getMessage())));
  }

  private static void refused(RuleException e, Context ctx) {
    Gate.refused(ctx, e.code());
    ctx.status(400)
        .json(
            new RuleError(
                e.code(), String.valueOf(e.getMessage()), e.field(), e.rule(), e.value()));
  }

  private static void refused(RegistryException e, Context ctx) {
    int status =
        switch (e.code()) {
          case NOT_FOUND -> 404;
          case DUPLICATE, IN_USE, CHANGED, ALARM_WITHDRAWN, ALARM_OVER -> 409;
          case NEWER_DATABASE, FOREIGN_DATABASE, LOCKED, STORAGE -> 503;
        };
    if (status == 503) {
      log.error("{} {} failed", ctx.method(), ctx.path(), e);
    }
    String code = e.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Gate.refused(ctx, code);
    ctx.status(status).json(new ApiError(code, String.valueOf(e.getMessage())));
  }

  private static void refused(HttpResponseException e, Context ctx) {
    if (e.getStatus() == 413) {
      RestOfBody.takeIn(ctx, MAX_REQUEST_BYTES);
    }
    ctx.status(e.getStatus())
        .json(new ApiError("http-" + e.getStatus(), String.valueOf(e.getMessage())));
  }

  /** A form of several parts that is too large or broken. */
  private static void unreadable(ServletException e, Context ctx) {
    boolean large =
        Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
            .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith("max length"));
    if (large) {
      RestOfBody.takeIn(ctx, MAX_REQUEST_BYTES);
    }
    String code = large ? "body-too-large" : "form-broken";
    Gate.refused(ctx, code);
    ctx.status(large ? 413 : 400)
        .json(
            new ApiError(
                code,
                large
                    ? "the body must have at most %s bytes".formatted(MAX_REQUEST_BYTES)
                    : "the body is no form of several parts"));
  }

  private static void failed(Exception e, Context ctx) {
    log.error("{} {} failed", ctx.method(), ctx.path(), e);
    ctx.status(500)
        .json(new ApiError("internal", "the server could not do this; its log says why"));
  }
}
