// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** A works with one point, over real HTTP. Its day begins at midnight in Beijing. */
final class Works implements AutoCloseable {
  /** 2026-03-02 00:00 in Beijing, a Monday. */
  static final Instant DAY = Instant.parse("2026-03-01T16:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  final SetClock clock = new SetClock(DAY.plus(Duration.ofDays(20)));
  final Telemetry telemetry = new MemoryTelemetry();
  final Registry registry;
  final EnergyDesk desk;
  final long enterprise;
  private final Device device;
  private final HttpServer server;

  Works(Path folder) {
    registry = SqliteRegistry.open(folder, clock);
    desk = new EnergyDesk(registry, telemetry, clock);
    enterprise =
        registry
            .places()
            .enterprises()
            .put(
                new Enterprise(
                    0,
                    CreditCode.complete("91330100MA2B00001"),
                    "窑厂",
                    "Kiln works",
                    "C3074",
                    0,
                    null))
            .row()
            .id();
    device = registry.devices().register("hj212", "88888880000001", Acceptance.named("Meter"), DAY);
    var _ = registry.places().points().put(new PointPlace(device.thing(), 0, enterprise, 0, 0));
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), desk.routes());
  }

  /** The number of an hourly datastream. */
  long stream(String code, String unit) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                device.thing(),
                code,
                Interval.HOUR,
                "44",
                code,
                code,
                UnitOfMeasurement.ofSymbol(unit)))
        .number();
  }

  /** Hourly readings of a counter, which rises by as much each hour. */
  void counter(long stream, Instant from, int count, long step) {
    List<RowChange> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RowKey key = RowKey.ofDevice(stream, from.plus(Duration.ofHours(i)));
      rows.add(new RowChange(key, true, Decimal.of(1_000 + i * step), "N", Map.of(), false));
    }
    append(rows);
  }

  /** Hours with one sum each. */
  void hours(long stream, Instant from, int count, long total) {
    List<RowChange> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RowKey key = RowKey.ofDevice(stream, from.plus(Duration.ofHours(i)));
      rows.add(
          new RowChange(
              key, true, Decimal.of(total), "N", Map.of("total", Decimal.of(total)), false));
    }
    append(rows);
  }

  private void append(List<RowChange> rows) {
    telemetry
        .append(new NewArrival(DAY, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  /** Another works, which burnt 100 t of coal for 1,000 t of ware on the day. */
  void other(String code, String name) {
    long other =
        registry
            .places()
            .enterprises()
            .put(new Enterprise(0, CreditCode.complete(code), name, null, "C3074", 0, null))
            .row()
            .id();
    long ware =
        registry
            .production()
            .products()
            .put(new Product(0, other, "WARE", "瓷", null, "t", null, null))
            .row()
            .id();
    Instant end = DAY.plus(Duration.ofDays(1));
    var _ =
        registry
            .production()
            .keep(
                new OutputEntry(
                    0,
                    other,
                    ware,
                    0,
                    "1",
                    DAY,
                    end,
                    Decimal.of(1_000),
                    Decimal.of(1_000),
                    false,
                    "test",
                    Instant.EPOCH,
                    null));
    var _ =
        registry
            .energy()
            .keep(
                new EnergyEntry(
                    0,
                    other,
                    0,
                    "raw coal",
                    "all",
                    DAY,
                    end,
                    Decimal.of(100),
                    "t",
                    "coal 1",
                    "",
                    false,
                    "test",
                    Instant.EPOCH,
                    null));
  }

  String path(String rest) {
    return "/api/enterprises/" + enterprise + "/" + rest;
  }

  JsonNode get(String rest) throws IOException, InterruptedException {
    return send("GET", path(rest), null);
  }

  JsonNode post(String rest, Map<String, Object> body) throws IOException, InterruptedException {
    return send("POST", path(rest), mapper.writeValueAsString(body));
  }

  JsonNode send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return mapper.readTree(new String(bytes(method, path, body), StandardCharsets.UTF_8));
  }

  byte[] bytes(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    return response.body();
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }
}
