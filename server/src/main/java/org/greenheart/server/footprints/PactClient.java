// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.greenheart.server.notices.PublicAddress;
import org.greenheart.server.notices.SendException;
import org.greenheart.storage.registry.PactHost;
import org.jspecify.annotations.Nullable;

/**
 * Posts events over HTTP: a pass by OAuth 2.0 client credentials (RFC 6749, section 4.4), then the
 * event (PACT 3.0, Action Events). As with webhooks an address that a person typed in must not
 * reach what only this machine reaches: it has to be public and https unless the operator allows
 * others, redirects are not followed, and answers are read to a limit. Thread-safe.
 */
final class PactClient implements PactPost, AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST_ANSWER = 64 << 10;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Those that the same event may not meet the next time. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 425, 429);

  private final boolean privateAllowed;

  /** Made for the first event: most servers send none. Guarded by this. */
  private @Nullable HttpClient client;

  PactClient(boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  @Override
  public void send(PactHost to, String secret, String body) throws SendException {
    String basic = Base64.getEncoder().encodeToString((to.client() + ":" + secret).getBytes(UTF_8));
    HttpResponse<byte[]> pass =
        exchange(
            request(to.tokenUrl())
                .header("Authorization", "Basic " + basic)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    if (pass.statusCode() != 200) {
      throw new SendException("pact-token", "no pass: answered " + pass.statusCode(), false);
    }
    HttpResponse<byte[]> answer =
        exchange(
            request(to.base() + "/3/events")
                .header("Authorization", "Bearer " + token(pass.body()))
                .header("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build());
    int status = answer.statusCode();
    if (status < 200 || status > 299) {
      throw new SendException(
          "pact-status",
          "the event was answered " + status,
          status >= 300 && status < 500 && !PASSING.contains(status));
    }
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

  private HttpRequest.Builder request(String url) throws SendException {
    URI address;
    try {
      address = URI.create(url);
      if (address.getHost() == null) {
        throw new SendException("pact-url", "the address has no host", true);
      }
    } catch (IllegalArgumentException e) {
      throw new SendException("pact-url", "the address cannot be read", true);
    }
    boolean isPublic;
    try {
      isPublic = PublicAddress.allOf(address.getHost());
    } catch (UnknownHostException e) {
      throw new SendException("pact-host", address.getHost() + " is not known", false);
    }
    if (!isPublic && !privateAllowed) {
      throw new SendException(
          "pact-private",
          address.getHost() + " is an address inside; notices.private-webhooks would allow it",
          true);
    }
    if (isPublic && !"https".equals(address.getScheme())) {
      throw new SendException("pact-plain", address.getHost() + " must be asked by https", true);
    }
    return HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "Greenheart");
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws SendException {
    try {
      return client()
          .send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    } catch (IOException e) {
      throw new SendException(
          "pact-failed", request.uri().getHost() + ": " + e.getClass().getSimpleName(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SendException("pact-failed", request.uri().getHost() + ": interrupted", false);
    }
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(TO_CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      client = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
