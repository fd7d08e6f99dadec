// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.greenheart.server.StartException;

/** Tells a server about a city as its operator would: file by file through the import over HTTP. */
final class CityImport {
  private final URI server;

  CityImport(URI server) {
    this.server = server;
  }

  /**
   * @param files name such as {@code areas.csv} to text, imported in this order
   * @throws StartException when the server refuses one
   */
  void run(Map<String, String> files) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        post(client, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new StartException("the city cannot be imported: " + e, e);
    }
  }

  private void post(HttpClient client, String name, String text)
      throws IOException, InterruptedException {
    String kind = name.substring(0, name.lastIndexOf('.'));
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/import/" + kind))
            .header("Content-Type", "text/csv; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new StartException(
          "the server refuses the city's %s: %s".formatted(name, response.body()));
    }
  }
}
