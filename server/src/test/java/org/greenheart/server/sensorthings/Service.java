// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.accounts.Callers;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;

/** The service over real HTTP, on a registry in a folder and telemetry in memory. */
final class Service implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  final Registry registry;
  final MemoryTelemetry telemetry = new MemoryTelemetry();
  private final Javalin javalin;
  private final HttpClient client = HttpClient.newHttpClient();

  Service(Path folder) {
    this(folder, ObservationReader.MOST_ROWS);
  }

  Service(Path folder, long mostRows) {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    SensorThings service =
        new SensorThings(registry, telemetry, InstantSource.fixed(NOW), Optional.empty(), mostRows);
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              config.routes.beforeMatched(Callers::setOpen);
              service.register(config.routes);
            });
    javalin.start();
  }

  String root() {
    return "http://127.0.0.1:" + javalin.port() + "/v1.1";
  }

  /** Makes a point and gives its Thing. */
  long point(String deviceId, String name) {
    return registry.devices().register("hj212", deviceId, Acceptance.named(name), NOW).thing();
  }

  /** Makes a Datastream and gives its number. */
  long datastream(long thing, String code, Interval interval) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing,
                code,
                interval,
                "31",
                code + "名",
                code + " name",
                UnitOfMeasurement.ofSymbol("mg/m3")))
        .number();
  }

  void write(long datastream, String start, String result) {
    write(datastream, Instant.parse(start), result, "N", Map.of());
  }

  void write(
      long datastream, Instant start, String result, String flag, Map<String, Value> parameters) {
    Value value = Decimal.parse(result).orElseThrow();
    RowKey key = RowKey.ofDevice(datastream, start);
    append(List.of(new RowChange(key, true, value, flag, parameters, false)));
  }

  void append(List<RowChange> changes) {
    telemetry
        .append(new NewArrival(NOW, "test", 0, Bytes.EMPTY, Outcome.DATA, changes, List.of(), 0))
        .join();
  }

  /** Asks for a path with a query in plain text, and expects 200. */
  JsonNode get(String pathAndQuery) {
    HttpResponse<String> response = answer(pathAndQuery);
    if (response.statusCode() != 200) {
      throw new AssertionError(pathAndQuery + ": " + response.statusCode() + " " + response.body());
    }
    return json(response.body());
  }

  HttpResponse<String> answer(String pathAndQuery) {
    int question = pathAndQuery.indexOf('?');
    return question < 0
        ? raw(root() + pathAndQuery)
        : raw(
            root()
                + pathAndQuery.substring(0, question)
                + "?"
                + encoded(pathAndQuery.substring(question + 1)));
  }

  private static String encoded(String query) {
    List<String> options = new ArrayList<>();
    for (String option : query.split("&", -1)) {
      String[] sides = option.split("=", 2);
      options.add(sides[0] + "=" + URLEncoder.encode(sides[1], StandardCharsets.UTF_8));
    }
    return String.join("&", options);
  }

  HttpResponse<String> raw(String url, String... headers) {
    return send(
        headers.length == 0
            ? HttpRequest.newBuilder(URI.create(url)).build()
            : HttpRequest.newBuilder(URI.create(url)).headers(headers).build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(request + " was interrupted", e);
    }
  }

  static JsonNode json(String text) {
    try {
      return Documents.JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** The ids of the entities in an answer. */
  List<Long> ids(String pathAndQuery) {
    return ids(get(pathAndQuery));
  }

  static List<Long> ids(JsonNode answer) {
    List<Long> ids = new ArrayList<>();
    answer.path("value").forEach(entity -> ids.add(entity.path("@iot.id").longValue()));
    return ids;
  }

  /** The values of the observations in an answer. */
  List<String> results(String pathAndQuery) {
    List<String> results = new ArrayList<>();
    get(pathAndQuery).path("value").forEach(entity -> results.add(entity.path("result").asText()));
    return results;
  }

  @Override
  public void close() {
    javalin.stop();
    telemetry.close();
    registry.close();
  }
}
