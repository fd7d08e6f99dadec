// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.greenheart.server.StartException;
import org.greenheart.simulator.DemoCity;

/**
 * Tells a server about a city as its operator would: places file by file through the import, rules,
 * targets and marks one by one, over HTTP; map layers as files in their folder.
 */
final class CityImport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final Path data;
  private final String token;

  /**
   * @param data the server's folder
   */
  CityImport(URI server, Path data) {
    this(server, data, "");
  }

  /**
   * @param token of an account that may tell it; empty where nobody logs in
   */
  CityImport(URI server, Path data, String token) {
    this.server = server;
    this.data = data;
    this.token = token;
  }

  /**
   * @throws StartException when the server refuses a part
   */
  void run(DemoCity city) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      putLayers(city.layers());
      for (Map.Entry<String, String> file : city.files().entrySet()) {
        String kind = file.getKey().substring(0, file.getKey().lastIndexOf('.'));
        post(client, "/api/import/" + kind, "text/csv; charset=utf-8", file.getValue());
      }
      for (JsonNode rule : JSON.readTree(city.rules())) {
        post(client, "/api/rules", "application/json", rule.toString());
      }
      for (JsonNode target : JSON.readTree(city.airTargets())) {
        post(client, "/api/air-targets", "application/json", target.toString());
      }
      superviseTax(client);
      Map<String, Long> points = points(client);
      for (DemoCity.Mark mark : city.marks()) {
        post(
            client,
            "/api/points/%s/marks".formatted(points.get(mark.deviceId())),
            "application/json",
            JSON.writeValueAsString(
                Map.of(
                    "from", mark.from().toString(),
                    "to", mark.to().toString(),
                    "kind", mark.kind(),
                    "note", mark.note())));
      }
    } catch (IOException e) {
      throw new StartException("the city cannot be imported: " + e, e);
    }
  }

  private void superviseTax(HttpClient client) throws IOException, InterruptedException {
    for (Map.Entry<String, String> list : DemoCity.taxLists().entrySet()) {
      post(client, "/api/tax/import/" + list.getKey(), "text/csv; charset=utf-8", list.getValue());
    }
    post(
        client,
        "/api/tax/runs",
        "application/json",
        JSON.writeValueAsString(
            Map.of(
                "from", DemoCity.taxMonths().getFirst().toString(),
                "to", DemoCity.taxMonths().getLast().toString(),
                "province", "Hunan")));
  }

  /**
   * What the city's works make and use, once their meters have sent: by then there is something to
   * count.
   *
   * @throws StartException when the server refuses a part
   */
  void works(DemoCity city) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Map<String, Long> points = points(client);
      Map<String, Long> enterprises = new HashMap<>();
      for (JsonNode one : get(client, "/api/enterprises")) {
        enterprises.put(one.path("creditCode").asText(), one.path("id").asLong());
      }
      LocalDate today = city.present().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
      for (JsonNode works : JSON.readTree(city.works())) {
        String path = "/api/enterprises/" + enterprises.get(works.path("enterprise").asText());
        for (JsonNode unit : works.path("units")) {
          ObjectNode body = unit.deepCopy();
          JsonNode at = unit.path("temperature");
          body.put(
              "temperature",
              stream(client, points, at.get(0).asText(), at.get(1).asText(), at.get(2).asText()));
          post(client, path + "/units", "application/json", body.toString());
        }
        for (JsonNode product : works.path("products")) {
          post(client, path + "/products", "application/json", product.toString());
        }
        for (JsonNode meter : works.path("meters")) {
          ObjectNode body = meter.deepCopy();
          body.put(
              "datastream",
              stream(
                  client,
                  points,
                  meter.path("device").asText(),
                  meter.path("code").asText(),
                  "hour"));
          body.put("way", "total");
          post(client, path + "/meters", "application/json", body.toString());
        }
        for (JsonNode batch : works.path("batches")) {
          ObjectNode body = batch.deepCopy();
          String day = today.minusDays(batch.path("daysAgo").asLong()).toString();
          body.put("batch", batch.path("batch").asText() + "-" + day);
          body.put("from", day).put("to", day);
          post(client, path + "/outputs", "application/json", body.toString());
        }
        choose(client, path, today.getYear(), works.path("choices"));
        if (today.minusWeeks(1).getYear() < today.getYear()) {
          choose(client, path, today.getYear() - 1, works.path("choices"));
        }
        post(
            client,
            path + "/consents",
            "application/json",
            JSON.writeValueAsString(Map.of("agreed", works.path("agreed").asBoolean())));
      }
    } catch (IOException e) {
      throw new StartException("the city's works cannot be entered: " + e, e);
    }
  }

  /** The factors of a year. */
  private void choose(HttpClient client, String works, int year, JsonNode choices)
      throws IOException, InterruptedException {
    for (Map.Entry<String, JsonNode> choice : choices.properties()) {
      post(
          client,
          works + "/carbon/" + year + "/choices",
          "application/json",
          JSON.writeValueAsString(
              Map.of("item", choice.getKey(), "value", choice.getValue().asText())));
    }
  }

  /**
   * What laboratories and people have measured, once the points' devices have sent.
   *
   * @throws StartException when the server refuses it
   */
  void manualResults(LocalDate today) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      post(
          client,
          "/api/manual-import/results",
          "text/csv; charset=utf-8",
          DemoCity.manualResults(today));
    } catch (IOException e) {
      throw new StartException("the city's samples cannot be entered: " + e, e);
    }
  }

  /** The number of the datastream of a device's point. */
  private long stream(
      HttpClient client, Map<String, Long> points, String device, String code, String interval)
      throws IOException, InterruptedException {
    Long point = points.get(device);
    if (point == null) {
      throw new StartException("the city has no device " + device);
    }
    String filter =
        "properties/code eq '%s' and properties/interval eq '%s'".formatted(code, interval);
    String path =
        "/v1.1/Things(%s)/Datastreams?$filter=%s"
            .formatted(point, URLEncoder.encode(filter, UTF_8).replace("+", "%20"));
    JsonNode id = get(client, path).path("value").path(0).path("@iot.id");
    if (id.isNumber()) {
      return id.asLong();
    }
    throw new StartException("point %s has no %s of %s".formatted(point, interval, code));
  }

  private JsonNode get(HttpClient client, String path) throws IOException, InterruptedException {
    HttpRequest request = to(path).build();
    return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The numbers of the points by their devices. */
  private Map<String, Long> points(HttpClient client) throws IOException, InterruptedException {
    Map<String, Long> points = new HashMap<>();
    for (JsonNode point : get(client, "/api/points")) {
      points.put(point.path("deviceId").asText(), point.path("id").asLong());
    }
    return points;
  }

  private void putLayers(Map<String, String> layers) throws IOException {
    Path folder = Files.createDirectories(data.resolve("layers"));
    for (Map.Entry<String, String> layer : layers.entrySet()) {
      Files.writeString(folder.resolve(layer.getKey()), layer.getValue());
    }
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private void post(HttpClient client, String path, String type, String text)
      throws IOException, InterruptedException {
    HttpRequest request =
        to(path)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new StartException(
          "the server refuses the city's %s: %s".formatted(path, response.body()));
    }
  }
}
