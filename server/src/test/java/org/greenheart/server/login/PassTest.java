// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.greenheart.server.login.DoorRig.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OAuth 2.0 client credentials: a program shows its token for a pass. */
final class PassTest {
  @TempDir private Path folder;
  private DoorRig rig;
  private Browser owner;
  private String token;

  @BeforeEach
  void start() {
    rig = new DoorRig(folder, List.of());
    owner = rig.owner();
    token = another();
  }

  private String another() {
    return owner
        .send(
            "POST",
            "/api/me/tokens",
            Map.of("name", "erp", "rights", List.of("read-audit"), "days", 2))
        .json()
        .path("token")
        .asText();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonNode pass(String login) throws Exception {
    return new ObjectMapper().readTree(ask(login, token).body());
  }

  private int status(String login, String secret) throws Exception {
    return ask(login, secret).statusCode();
  }

  private HttpResponse<String> ask(String login, String secret) throws Exception {
    String basic = Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(rig.server.uri().resolve("/api/pact/auth/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void pass_standsForATokenForAnHour() throws Exception {
    JsonNode answer = pass(rig.registry.accounts().list().getFirst().login());

    assertThat(answer.path("token_type").asText()).isEqualTo("bearer");
    Browser program = rig.new Browser();
    program.bearer = answer.path("access_token").asText();
    assertThat(program.bearer).isNotEqualTo(token);
    assertThat(program.get("/api/audit").status()).isEqualTo(200);
    assertThat(program.get("/api/accounts").code()).isEqualTo("right-missing");
    rig.clock.advance(Duration.ofHours(2));
    assertThat(program.get("/api/audit").code()).isEqualTo("token-expired");
  }

  @Test
  void tokenOfAnotherAccount_givesNoPass() throws Exception {
    assertThat(pass("somebody").path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void tooManyPassesOfOneToken_areRefused_andOthersStillGetTheirs() throws Exception {
    String login = rig.registry.accounts().list().getFirst().login();
    for (int i = 0; i < 100; i++) {
      assertThat(pass(login).path("token_type").asText()).isEqualTo("bearer");
    }

    assertThat(status(login, token)).isEqualTo(429);
    assertThat(status(login, another())).isEqualTo(200);
    rig.clock.advance(Duration.ofHours(1));
    assertThat(status(login, token)).isEqualTo(200);
  }
}
