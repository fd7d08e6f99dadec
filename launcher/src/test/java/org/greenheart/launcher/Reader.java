// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A program that reads the server over HTTP. */
final class Reader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final HttpClient client = HttpClient.newHttpClient();

  Reader(URI server) {
    this.server = server;
  }

  /** The body of a page that is there. */
  String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(server + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
    return response.body();
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  /** Whatever the answer is. */
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode parsed(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** Of all points, from now on. */
  LiveEvents events() throws IOException, InterruptedException {
    return new LiveEvents(
        client
            .send(
                HttpRequest.newBuilder(URI.create(server + "/api/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream())
            .body());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.close();
  }
}
