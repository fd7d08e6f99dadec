// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The SensorThings service at {@code /v1.1}, for reading.
 *
 * <p>Errors are JSON {@code {"code", "message"}}: 400 for what breaks the grammar or the model, 404
 * for what is not there, 501 for what this server does not do. Thread-safe.
 */
public final class SensorThings {
  private static final String ROOT = "/v1.1";
  private static final String JSON_TYPE = "application/json;charset=utf-8";
  private static final JsonFactory JSON = Documents.JSON.getFactory();

  private final Tables registry;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final BaseAddress base;
  private final long mostRows;

  /**
   * @param publicUrl where clients reach the server, when it is not where they say they do: {@code
   *     https://air.example.org}
   */
  public SensorThings(
      Tables registry, Telemetry telemetry, InstantSource clock, Optional<URI> publicUrl) {
    this(registry, telemetry, clock, publicUrl, ObservationReader.MOST_ROWS);
  }

  /**
   * @param mostRows how many observations one request may look at
   */
  SensorThings(
      Tables registry,
      Telemetry telemetry,
      InstantSource clock,
      Optional<URI> publicUrl,
      long mostRows) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.base = new BaseAddress(publicUrl);
    this.mostRows = mostRows;
  }

  /** Adds the routes under {@code /v1.1}. */
  public void register(RoutesConfig routes) {
    for (String path : new String[] {ROOT, ROOT + "/<resource>"}) {
      routes.get(path, this::get, Right.READ_DATA, About.WHAT_IS_SEEN);
      // Else Javalin would answer 200 to it, whatever the path.
      routes.head(path, this::get, Right.READ_DATA, About.WHAT_IS_SEEN);
      routes.post(path, SensorThings::refuse, Right.WRITE_DATA);
      routes.put(path, SensorThings::refuse, Right.WRITE_DATA);
      routes.patch(path, SensorThings::refuse, Right.WRITE_DATA);
      routes.delete(path, SensorThings::refuse, Right.WRITE_DATA);
    }
  }

  private static void refuse(Context ctx) {
    error(
        ctx,
        RequestException.unsupported(
            "%s is not supported: this service only reads".formatted(ctx.method())));
  }

  private void get(Context ctx) {
    Body body = new Body(() -> ctx.contentType(JSON_TYPE).outputStream());
    try {
      answer(ctx, body);
    } catch (RequestException e) {
      if (body.isLetThrough()) {
        throw e;
      }
      error(ctx, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(Context ctx, Body body) throws IOException {
    String uri = ctx.req().getRequestURI();
    String rawPath = uri.substring(uri.indexOf(ROOT) + ROOT.length());
    Links links = new Links(base.of(ctx) + ROOT);
    QueryOptions options = QueryParser.parse(QueryString.options(ctx.queryString()));
    if (rawPath.isEmpty() || rawPath.equals("/")) {
      refuseOptions(options, "the service root");
      try (JsonGenerator json = generator(body)) {
        ServiceRoot.write(json, links);
      }
      finish(ctx, body);
      return;
    }
    ResourcePath path = ResourcePath.parse(QueryString.decode(rawPath.substring(1), false));
    Reading reading =
        Reading.of(registry.entities().within(Callers.of(ctx).scope()), telemetry, links, mostRows);
    Answering answering = new Answering(reading, clock.instant());
    boolean references = path.ending() == ResourcePath.Ending.REF;
    switch (new AddressFinder(reading).find(path)) {
      case Address.EntitySet set -> {
        refuseValue(path, "a set");
        try (JsonGenerator json = generator(body)) {
          answering.set(json, set, options, references, links.root() + rawPath);
        }
        finish(ctx, body);
      }
      case Address.Entity entity -> {
        refuseValue(path, "an entity");
        try (JsonGenerator json = generator(body)) {
          answering.entity(json, entity, options, references);
        }
        finish(ctx, body);
      }
      case Address.Value value -> {
        refuseOptions(options, "a property");
        value(ctx, answering, value, path.ending());
      }
    }
  }

  /** An answer that breaks off must not look whole. */
  private static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
  }

  private static void refuseValue(ResourcePath path, String what) {
    if (path.ending() == ResourcePath.Ending.VALUE) {
      throw RequestException.bad("path", "$value is for properties, not for " + what);
    }
  }

  private static void refuseOptions(QueryOptions options, String what) {
    if (!options.written().isEmpty()) {
      throw RequestException.bad(
          "option-for-sets",
          "%s is for sets, not for %s"
              .formatted(options.written().keySet().iterator().next(), what));
    }
  }

  private static void value(
      Context ctx, Answering answering, Address.Value value, ResourcePath.Ending ending)
      throws IOException {
    ByteArrayOutputStream entity = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(entity)) {
      answering.property(json, value);
    }
    JsonNode node =
        Documents.JSON
            .readTree(entity.toByteArray())
            .path(value.property().equals(EntityType.ID) ? "@iot.id" : value.property().name());
    String name = value.property().name();
    for (String key : value.inside()) {
      node = node.path(key);
      name = key;
    }
    if (ending == ResourcePath.Ending.REF) {
      throw RequestException.bad("path", "$ref is for entities, not for a property");
    }
    if (node.isMissingNode() && !value.inside().isEmpty()) {
      throw RequestException.missing(
          "%s(%d) has no %s in its %s"
              .formatted(
                  value.entity().type().set(),
                  value.entity().id(),
                  String.join("/", value.inside()),
                  value.property().name()));
    }
    if (node.isMissingNode() || node.isNull()) {
      ctx.status(204);
    } else if (ending == ResourcePath.Ending.VALUE) {
      String type = node.isContainerNode() ? JSON_TYPE : "text/plain;charset=utf-8";
      String text = node.isTextual() ? node.textValue() : Documents.JSON.writeValueAsString(node);
      ctx.contentType(type).result(text.getBytes(StandardCharsets.UTF_8));
    } else {
      byte[] json =
          Documents.JSON.writeValueAsBytes(Documents.JSON.createObjectNode().set(name, node));
      ctx.contentType(JSON_TYPE).result(json);
    }
  }

  private static void finish(Context ctx, Body body) {
    if (!body.isLetThrough()) {
      ctx.contentType(JSON_TYPE).result(body.kept());
    }
  }

  private static void error(Context ctx, RequestException e) {
    byte[] json =
        Documents.JSON
            .createObjectNode()
            .put("code", e.code())
            .put("message", e.text())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    ctx.status(e.status()).contentType(JSON_TYPE).result(json);
  }
}
