// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.jspecify.annotations.Nullable;

/** Four enterprises, each with somebody who sees it alone, over real HTTP. */
public final class SupplyRig implements AutoCloseable {
  /** 08:00 in Beijing. */
  public static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

  public static final String GTIN = "09506000134352";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public final SetClock clock = new SetClock(NOW);
  public final Registry registry;
  public final long buyer;
  public final long supplier;
  public final long rival;

  /** Another buyer. */
  public final long other;

  private final Map<String, Long> firms;
  private final HttpServer server;
  private final SupplyOffice office;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param more routes beside those of supply
   */
  public SupplyRig(Path folder, Function<Registry, List<Routes>> more) {
    registry = SqliteRegistry.open(folder, clock);
    buyer = enterprise("91330100MA2B00001", "Motor");
    supplier = enterprise("91330100MA2B00002", "Kilns");
    rival = enterprise("91330100MA2B00003", "Rival");
    other = enterprise("91330100MA2B00004", "Canteen");
    firms = Map.of("buyer", buyer, "supplier", supplier, "rival", rival, "other", other);
    office = SupplyOffice.start(registry, clock);
    List<Routes> routes = new ArrayList<>(office.routes());
    routes.addAll(more.apply(registry));
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), new ByHeader(), routes);
  }

  private long enterprise(String code, String name) {
    return registry
        .places()
        .enterprises()
        .put(new Enterprise(0, CreditCode.complete(code), name, name, "C3074", 0, null))
        .row()
        .id();
  }

  /** Who is named by a header sees the enterprise of that name alone. */
  private final class ByHeader implements Gate {
    @Override
    public void enter(Context ctx) {
      Long firm = firms.get(Optional.ofNullable(ctx.header("Who")).orElse(""));
      Reach reach = firm == null ? Reach.all() : Reach.of(Set.of(firm), Set.of(), Set.of());
      Role role = firm == null ? Role.OWNER : Role.ENTERPRISE;
      Callers.set(
          ctx, new Caller(1, "somebody", Set.of(role), reach), Sight.of(reach, registry.reaches()));
    }

    @Override
    public void leave(Context ctx) {}
  }

  /** An answer. */
  public record Answer(int status, JsonNode json, HttpResponse<String> whole) {
    public String code() {
      return json.path("code").asText();
    }

    /** The answer's body, which must not be a refusal. */
    public JsonNode ok() {
      assertThat(status).as(json.toString()).isLessThan(300);
      return json;
    }
  }

  public Answer send(String who, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    return send(who, method, path, body, Map.of());
  }

  public Answer send(
      String who, String method, String path, @Nullable Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Who", who)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(
                        body instanceof String text ? text : MAPPER.writeValueAsString(body)));
    headers.forEach(request::header);
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    JsonNode json =
        answer.body().startsWith("{") || answer.body().startsWith("[")
            ? MAPPER.readTree(answer.body())
            : MAPPER.createObjectNode();
    return new Answer(answer.statusCode(), json, answer);
  }

  public JsonNode get(String who, String path) throws IOException, InterruptedException {
    return send(who, "GET", path, null).ok();
  }

  /** A file. */
  public byte[] bytes(String who, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path)).header("Who", who).build();
    return client.send(request, BodyHandlers.ofByteArray()).body();
  }

  public Answer post(String who, String path, Object body)
      throws IOException, InterruptedException {
    return send(who, "POST", path, body);
  }

  /** Buyer and supplier trade with each other. */
  public long partners() throws Exception {
    return partners("buyer", "supplier");
  }

  /** Two of the enterprises trade with each other. */
  public long partners(String buys, String supplies) throws Exception {
    long seller = firms.getOrDefault(supplies, 0L);
    JsonNode asked =
        post(
                buys,
                "/api/supply/partners",
                Map.of(
                    "enterprise",
                    firms.getOrDefault(buys, 0L),
                    "partner",
                    registry.places().enterprises().find(seller).orElseThrow().creditCode(),
                    "as",
                    "buyer"))
            .ok();
    assertThat(asked.path("state").asText()).isEqualTo("proposed");
    String path = "/api/supply/partners/" + asked.path("id") + "/steps";
    assertThat(post(buys, path, Map.of("step", "accept", "version", 1)).code())
        .isEqualTo("step-side");
    post(supplies, path, Map.of("step", "accept", "version", 1)).ok();
    return asked.path("id").asLong();
  }

  /** A product of an enterprise. */
  public long product(String who, long owner, String code, String gtin) throws Exception {
    return post(
            who,
            "/api/supply/products",
            Map.of(
                "enterprise",
                owner,
                "code",
                code,
                "gtin",
                gtin,
                "name",
                "瓷盘",
                "nameEn",
                "Plate",
                "unit",
                "pcs"))
        .ok()
        .path("id")
        .asLong();
  }

  /** What the supplier has agreed to. */
  public JsonNode agreed(long partner, long product, int quantity) throws Exception {
    return agreed("buyer", "supplier", partner, product, quantity);
  }

  public JsonNode agreed(String buys, String supplies, long partner, long product, int quantity)
      throws Exception {
    JsonNode asked =
        post(
                buys,
                "/api/supply/requests",
                Map.of(
                    "partner",
                    partner,
                    "product",
                    product,
                    "quantity",
                    quantity,
                    "neededBy",
                    "2026-11-20"))
            .ok();
    return post(
            supplies,
            "/api/supply/requests/" + asked.path("id") + "/steps",
            Map.of("step", "agree", "version", 1))
        .ok();
  }

  /** A confirmed order. */
  public JsonNode confirmed(JsonNode request, int quantity) throws Exception {
    return confirmed("buyer", "supplier", request, quantity);
  }

  public JsonNode confirmed(String buys, String supplies, JsonNode request, int quantity)
      throws Exception {
    JsonNode page =
        post(
                buys,
                "/api/supply/orders",
                Map.of(
                    "request", request.path("id"), "quantity", quantity, "neededBy", "2026-11-20"))
            .ok();
    return post(
            supplies,
            "/api/supply/orders/" + page.path("order").path("id") + "/steps",
            Map.of("step", "confirm", "version", 1))
        .ok()
        .path("order");
  }

  /** A lot; the answer is its page. */
  public JsonNode lot(String who, long product, int quantity, Object inputs) throws Exception {
    return post(
            who,
            "/api/supply/lots",
            Map.of(
                "product",
                product,
                "quantity",
                quantity,
                "madeFrom",
                "2026-11-01",
                "madeTo",
                "2026-11-01",
                "shown",
                List.of("product", "footprint"),
                "inputs",
                inputs))
        .ok()
        .path("lot");
  }

  /** A lot of the supplier's with a code of its own. */
  public JsonNode lot(long product, String code, int quantity) throws Exception {
    return post(
            "supplier",
            "/api/supply/lots",
            Map.of(
                "product",
                product,
                "code",
                code,
                "quantity",
                quantity,
                "madeFrom",
                "2026-11-01",
                "madeTo",
                "2026-11-01"))
        .ok()
        .path("lot");
  }

  /** Ships of a lot on an order; the answer is the order's page. */
  public JsonNode ship(JsonNode order, JsonNode lot, int quantity) throws Exception {
    return ship("supplier", order, lot, quantity);
  }

  public JsonNode ship(String who, JsonNode order, JsonNode lot, int quantity) throws Exception {
    return post(
            who,
            "/api/supply/orders/" + order.path("id") + "/deliveries",
            Map.of(
                "version",
                order.path("version"),
                "expected",
                "2026-11-15",
                "lots",
                List.of(Map.of("lot", lot.path("code"), "quantity", quantity))))
        .ok();
  }

  /** What the buyer counts of the first delivery of an order; the answer is the order's page. */
  public JsonNode receive(JsonNode page, int quantity, String quality) throws Exception {
    return post(
            "buyer",
            "/api/supply/deliveries/" + page.path("deliveries").path(0).path("id") + "/steps",
            Map.of("step", "receive", "quality", quality, "quantity", quantity, "version", 1))
        .ok();
  }

  @Override
  public void close() {
    server.close();
    office.close();
    registry.close();
    client.close();
  }
}
