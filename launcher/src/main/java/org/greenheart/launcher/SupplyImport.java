// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.StartException;
import org.jspecify.annotations.Nullable;

/**
 * Lets two works of the demo city trade, each over the same REST as in real use: the kilns of the
 * tableware works supply bowls, the food works packs them into boxes. Figures are invented.
 */
final class SupplyImport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUPPLIER = "91990101MA7QH0057K";
  private static final String BUYER = "91990101MA7QH00739";

  private final URI server;
  private final String token;
  private final LocalDate today;
  private final HttpClient client;
  private long buyer;
  private long supplier;

  private SupplyImport(URI server, String token, LocalDate today, HttpClient client) {
    this.server = server;
    this.token = token;
    this.today = today;
    this.client = client;
  }

  /**
   * @param token of an account that may trade for all; empty where nobody logs in
   * @throws StartException when the server refuses a part
   */
  static void run(URI server, String token, LocalDate today) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      new SupplyImport(server, token, today, client).run();
    } catch (IOException e) {
      throw new StartException("the trade of the city cannot be told: " + e, e);
    }
  }

  private void run() throws IOException, InterruptedException {
    for (JsonNode firm : send("GET", "/api/enterprises", null)) {
      String code = firm.path("creditCode").asText();
      long id = firm.path("id").asLong();
      buyer = code.equals(BUYER) ? id : buyer;
      supplier = code.equals(SUPPLIER) ? id : supplier;
    }
    JsonNode partner =
        post(buyer, "partners", Map.of("enterprise", buyer, "partner", SUPPLIER, "as", "buyer"));
    long partnership = partner.path("id").asLong();
    step(supplier, "partners/" + partnership, "accept", 1, Map.of());
    step(supplier, "partners/" + partnership, "show-stock", 2, Map.of());
    long bowl = product(supplier, "BOWL-5", "09506000134352", "釉下彩汤碗 5 寸", "Soup bowl, 5 inches");
    long box =
        product(buyer, "GIFT-6", "09506000149301", "杂粮礼盒（含碗 6 只）", "Grain gift box, 6 bowls");
    // Of GS1's prefix for examples.
    prefix(supplier, "95060001343");
    prefix(buyer, "95060001493");
    for (long firm : List.of(buyer, supplier)) {
      Map<String, Object> stock =
          Map.of("enterprise", firm, "product", bowl, "quantity", firm == buyer ? 400 : 8_000);
      JsonNode _ = send("PUT", "/api/supply/stock?seat=" + firm, stock);
    }
    Map<String, Object> forecast =
        Map.of(
            "partner",
            partnership,
            "product",
            bowl,
            "month",
            today.plusMonths(1).toString().substring(0, 7),
            "quantity",
            2_500);
    JsonNode _ = send("PUT", "/api/supply/forecast?seat=" + buyer, forecast);

    JsonNode request = ask(partnership, bowl, 6_000, 30);
    step(supplier, "requests/" + request.path("id"), "agree", 1, Map.of());
    JsonNode _ = ask(partnership, bowl, 3_000, 60);
    JsonNode bowls = lot(supplier, bowl, 8_000, List.of());
    // From what the kilns' meters counted on the day on which the lot was made.
    footprint(supplier, Map.of("lot", bowls.path("id"), "way", "metered"));

    JsonNode order = order(request, 2_000, 14);
    confirm(order, 12);
    JsonNode shipped =
        post(
            supplier,
            "orders/" + id(order) + "/deliveries",
            Map.of(
                "version",
                2,
                "expected",
                today.plusDays(2).toString(),
                "lots",
                part(bowls, 2_000)));
    step(
        buyer,
        "deliveries/" + shipped.path("deliveries").path(0).path("id"),
        "receive",
        1,
        Map.of("quality", "passed"));
    confirm(order(request, 500, 7), 1);

    JsonNode boxes = lot(buyer, box, 200, part(bowls, 1_200));
    footprint(
        buyer,
        Map.of(
            "lot",
            boxes.path("id"),
            "way",
            "summed",
            "kilograms",
            "0.15",
            "primaryShare",
            "85",
            "boundary",
            "gate-to-gate",
            "method",
            "示例：按件分摊 / example: shared by pieces",
            "mass",
            "0.32"));
  }

  private static long id(JsonNode orderPage) {
    return orderPage.path("order").path("id").asLong();
  }

  private long product(long owner, String code, String gtin, String name, String nameEn)
      throws IOException, InterruptedException {
    return post(
            owner,
            "products",
            Map.of(
                "enterprise",
                owner,
                "code",
                code,
                "gtin",
                gtin,
                "name",
                name,
                "nameEn",
                nameEn,
                "unit",
                "pcs"))
        .path("id")
        .asLong();
  }

  private void prefix(long owner, String prefix) throws IOException, InterruptedException {
    JsonNode _ = post(owner, "prefixes", Map.of("enterprise", owner, "prefix", prefix));
  }

  private JsonNode ask(long partner, long product, int quantity, int days)
      throws IOException, InterruptedException {
    return post(
        buyer,
        "requests",
        Map.of(
            "partner",
            partner,
            "product",
            product,
            "quantity",
            quantity,
            "neededBy",
            today.plusDays(days).toString()));
  }

  private JsonNode order(JsonNode request, int quantity, int days)
      throws IOException, InterruptedException {
    return post(
        buyer,
        "orders",
        Map.of(
            "request",
            request.path("id"),
            "quantity",
            quantity,
            "neededBy",
            today.plusDays(days).toString()));
  }

  private void confirm(JsonNode order, int days) throws IOException, InterruptedException {
    step(
        supplier,
        "orders/" + id(order),
        "confirm",
        1,
        Map.of("promised", today.plusDays(days).toString()));
  }

  private JsonNode lot(long owner, long product, int quantity, Object inputs)
      throws IOException, InterruptedException {
    String day = today.minusDays(3).toString();
    return post(
            owner,
            "lots",
            Map.of(
                "product",
                product,
                "quantity",
                quantity,
                "madeFrom",
                day,
                "madeTo",
                day,
                "shown",
                List.of("product", "owner", "days", "footprint"),
                "inputs",
                inputs))
        .path("lot");
  }

  private static Object part(JsonNode lot, int quantity) {
    return List.of(Map.of("lot", lot.path("code").asText(), "quantity", quantity));
  }

  private void footprint(long owner, Map<String, Object> said)
      throws IOException, InterruptedException {
    JsonNode _ = send("POST", "/api/footprints?seat=" + owner, said);
  }

  private void step(long seat, String what, String step, int version, Map<String, Object> more)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>(more);
    body.put("step", step);
    body.put("version", version);
    JsonNode _ = post(seat, what + "/steps", body);
  }

  private JsonNode post(long seat, String path, Object body)
      throws IOException, InterruptedException {
    return send("POST", "/api/supply/" + path + "?seat=" + seat, body);
  }

  private JsonNode send(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new StartException(
          "the server refuses %s of the city's trade: %s".formatted(path, response.body()));
    }
    return JSON.readTree(response.body());
  }
}
