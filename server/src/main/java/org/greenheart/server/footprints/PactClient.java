// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.greenheart.server.outside.OutsideClient;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.PactHost;

/**
 * Posts events over HTTP: a pass by OAuth 2.0 client credentials (RFC 6749, section 4.4), then the
 * event (PACT 3.0, Action Events), to the addresses that {@link OutsideClient} lets through.
 * Thread-safe.
 */
final class PactClient implements PactPost, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OutsideClient client;

  PactClient(boolean privateAllowed) {
    client = new OutsideClient("pact", privateAllowed, PATIENCE);
  }

  @Override
  public void send(PactHost to, String secret, String body) throws SendException {
    String basic = Base64.getEncoder().encodeToString((to.client() + ":" + secret).getBytes(UTF_8));
    HttpResponse<byte[]> pass =
        client.exchange(
            client
                .to(to.tokenUrl())
                .header("Authorization", "Basic " + basic)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    if (pass.statusCode() != 200) {
      throw new SendException("pact-token", "no pass: answered " + pass.statusCode(), false);
    }
    HttpResponse<byte[]> answer =
        client.exchange(
            client
                .to(to.base() + "/3/events")
                .header("Authorization", "Bearer " + token(pass.body()))
                .header("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build());
    if (answer.statusCode() == 401) {
      throw new SendException("pact-status", "the pass was not taken: answered 401", false);
    }
    client.requireTaken(answer);
  }

  private static String token(byte[] body) throws SendException {
    try {
      String token = MAPPER.readTree(new String(body, UTF_8)).path("access_token").asText();
      if (token.matches("[!-~]+")) {
        return token;
      }
    } catch (JsonProcessingException e) {
      // As an answer without one.
    }
    throw new SendException("pact-token", "the answer holds no access_token", false);
  }

  @Override
  public void close() {
    client.close();
  }
}
