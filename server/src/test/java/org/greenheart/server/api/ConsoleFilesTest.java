// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleFilesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server = HttpServer.start(new HttpAddress("127.0.0.1", 0), List.of());

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/points", "/points/3", "/cases/1"})
  void pagesOfTheConsole_areItsIndex_askedForEachTime(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("console of the test");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void assets_areKeptForEver() throws Exception {
    HttpResponse<String> answer = get("/assets/app-1a2b3c4d.js");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void knownTag_isAnsweredWithoutTheFile() throws Exception {
    String tag = get("/").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> answer = get("/", "If-None-Match", tag);

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/gone-00000000.js",
        "/api/nothing",
        "/v1.1/Nothing",
        "/index.html.bak",
        "/assets/..%2findex.html"
      })
  void whatIsNoPage_isNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isBetween(400, 404);
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
