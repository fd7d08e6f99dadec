// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's numbers may be, over real HTTP. */
final class JsonBodyTest {
  private static HttpServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(routes -> routes.post("/api/numbers", JsonBodyTest::answer)));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static void answer(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    ctx.json(
        Map.of(
            "decimal",
            body.optionalDecimal("decimal").map(each -> each.toPlainString()).orElse(""),
            "value",
            body.value("value").orElse("")));
  }

  private static String post(String body) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(server.uri().resolve("/api/numbers"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @ParameterizedTest
  @CsvSource({
    "12.5, 12.5",
    "'\" 12.50 \"', 12.50",
    "1E+3, 1000",
    "1.5e-3, 0.0015",
    "-7, -7",
    "null, ''",
  })
  void decimal_keepsItsDigits(String written, String read) throws Exception {
    assertThat(post("{\"decimal\": %s}".formatted(written)))
        .contains("\"decimal\":\"%s\"".formatted(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E+2000000000",
        "\"1E+2000000000\"",
        "1E-2000000000",
        "\"12345678901234567890.5\"",
        "\"x\"",
        "true",
      })
  void decimal_thatCouldNotBeWrittenOut_isRefused(String written) throws Exception {
    assertThat(post("{\"decimal\": %s}".formatted(written)))
        .contains("\"code\":\"number-unreadable\"");
  }

  @Test
  void value_ofAHugeExponent_isRefused() throws Exception {
    assertThat(post("{\"value\": 1E+2000000000}")).contains("\"code\":\"number-unreadable\"");
    assertThat(post("{\"value\": 1.5}")).contains("\"value\":\"1.5\"");
    assertThat(post("{\"value\": 91330000123456789012}"))
        .contains("\"value\":\"91330000123456789012\"");
  }
}
