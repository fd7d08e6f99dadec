// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The numbers of the points by their devices. */
  private Map<String, Long> points(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request = to("/api/points").build();
    Map<String, Long> points = new HashMap<>();
    for (JsonNode point :
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body())) {
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
