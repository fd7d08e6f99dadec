// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.StartException;
import org.greenheart.simulator.DemoCity;

/**
 * Enters the city's Modbus meter as its works would: a point, a source that is polled, and what its
 * counters count, each over the same REST as in real use.
 */
final class MeterImport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final int TRIES = 100;
  private static final int AGAIN_MILLIS = 200;

  private final URI server;
  private final String token;
  private final HttpClient client;

  private MeterImport(URI server, String token, HttpClient client) {
    this.server = server;
    this.token = token;
    this.client = client;
  }

  /**
   * @param token of an account that may keep devices and energy; empty where nobody logs in
   * @param port of the meter, on this machine
   * @throws StartException when the server refuses a part
   */
  static void run(URI server, String token, DemoCity city, int port) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      new MeterImport(server, token, client)
          .run(JSON.readTree(city.modbus()), port, city.present().atZone(BEIJING).getYear());
    } catch (IOException e) {
      throw new StartException("the city's Modbus meter cannot be entered: " + e, e);
    }
  }

  private void run(JsonNode said, int port, int year) throws IOException, InterruptedException {
    String enterprise = said.path("enterprise").asText();
    List<String> heads = new ArrayList<>(List.of("enterprise"));
    List<String> cells = new ArrayList<>(List.of(enterprise));
    said.path("point")
        .properties()
        .forEach(
            cell -> {
              heads.add(cell.getKey());
              cells.add(cell.getValue().asText());
            });
    send(
        "POST",
        "/api/import/points",
        "text/csv; charset=utf-8",
        String.join(",", heads) + "\n" + String.join(",", cells) + "\n");
    ObjectNode source = said.path("source").deepCopy();
    source.put("host", "127.0.0.1").put("port", port);
    post("/api/meters", source);
    String works = "/api/enterprises/" + number(enterprise);
    post(works + "/units", said.path("unit"));
    Map<String, Long> counters =
        counters(said.path("point").path("name").asText(), said.path("meters").size());
    for (JsonNode meter : said.path("meters")) {
      ObjectNode body = JSON.createObjectNode();
      body.put("datastream", counters.get(meter.path("code").asText()));
      body.put("way", "counter");
      body.put("carrier", meter.path("carrier").asText());
      body.put("unit", said.path("unit").path("code").asText());
      post(works + "/meters", body);
    }
    for (Map.Entry<String, JsonNode> choice : said.path("choices").properties()) {
      ObjectNode body = JSON.createObjectNode();
      body.put("item", choice.getKey()).set("value", choice.getValue());
      post(works + "/carbon/" + year + "/choices", body);
    }
  }

  private long number(String creditCode) throws IOException, InterruptedException {
    for (JsonNode one : JSON.readTree(send("GET", "/api/enterprises", "", ""))) {
      if (one.path("creditCode").asText().equals(creditCode)) {
        return one.path("id").asLong();
      }
    }
    throw new StartException("the city has no enterprise " + creditCode);
  }

  /** The Datastreams of a point's counters by code, once it has been read. */
  private Map<String, Long> counters(String point, int many)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Map<String, Long> found = new HashMap<>();
      for (JsonNode counter : JSON.readTree(send("GET", "/api/counters", "", ""))) {
        if (counter.path("point").asText().equals(point)) {
          found.put(counter.path("code").asText(), counter.path("datastream").asLong());
        }
      }
      if (found.size() == many) {
        return found;
      }
      Thread.sleep(AGAIN_MILLIS);
    }
    throw new StartException("the city's Modbus meter (%s) is not read".formatted(point));
  }

  private void post(String path, JsonNode body) throws IOException, InterruptedException {
    send("POST", path, "application/json", body.toString());
  }

  private String send(String method, String path, String type, String text)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(text));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new StartException(
          "the server refuses %s of the city's Modbus meter: %s".formatted(path, response.body()));
    }
    return response.body();
  }
}
