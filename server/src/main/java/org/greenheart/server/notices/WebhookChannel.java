// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON. An address that a person typed in must not reach what only this machine reaches: each
 * address of the host has to be public unless the operator allows others, redirects are not
 * followed, and the answer is read to a limit. The host is looked up once more when connecting; the
 * JVM keeps the first answer for its 30 seconds, so that is the one that was checked.
 *
 * <p>Addresses carry keys: errors name the host alone. Thread-safe.
 */
final class WebhookChannel implements Channel, AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 64 << 10;

  /** Those that the same request may not meet the next time. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final boolean privateAllowed;
  private final Duration patience;
  private final InstantSource clock;

  /** Made for the first message, with its TLS: most servers post none. Guarded by this. */
  private @Nullable HttpClient client;

  private boolean closed;

  /**
   * @param patience for the whole answer
   */
  WebhookChannel(boolean privateAllowed, Duration patience, InstantSource clock) {
    this.privateAllowed = privateAllowed;
    this.patience = requireNonNull(patience, "patience is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void send(Message message, NoticeRecipient to) throws SendException {
    Webhook webhook = to.webhook();
    if (webhook == null) {
      throw new SendException("no-address", "recipient has no webhook", true);
    }
    WebhookForm.Request form = WebhookForm.of(webhook, message, clock.instant());
    URI address = address(form.url());
    check(address);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "Greenheart")
            .header("Idempotency-Key", message.key())
            .POST(HttpRequest.BodyPublishers.ofString(form.body(), StandardCharsets.UTF_8));
    form.headers().forEach(request::header);
    HttpResponse<byte[]> response = exchange(request.build());
    judge(webhook, address, response);
  }

  private static URI address(String url) throws SendException {
    try {
      URI address = URI.create(url);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // As one without a host; the exception's text would show the address.
    }
    throw new SendException("webhook-url", "the webhook's address cannot be read", true);
  }

  private void check(URI address) throws SendException {
    String host = address.getHost();
    boolean isPublic;
    try {
      isPublic = PublicAddress.allOf(host);
    } catch (UnknownHostException e) {
      throw new SendException("webhook-host", host + " is not known", false);
    }
    if (!isPublic && !privateAllowed) {
      throw new SendException(
          "webhook-private",
          host + " is an address inside; notices.private-webhooks would allow it",
          true);
    }
    if (isPublic && !"https".equals(address.getScheme())) {
      throw new SendException(
          "webhook-plain", host + " must be asked by https: the address holds a key", true);
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws SendException {
    String host = request.uri().getHost();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client(host)
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SendException(
          "webhook-timeout", host + " did not answer in " + patience.toSeconds() + " s", false);
    } catch (ExecutionException e) {
      String what =
          e.getCause() instanceof IOException cause ? cause.getClass().getSimpleName() : "failed";
      throw new SendException("webhook-failed", host + ": " + what, false);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new SendException("webhook-failed", host + ": interrupted", false);
    }
  }

  private synchronized HttpClient client(String host) throws SendException {
    if (closed) {
      throw new SendException("webhook-failed", host + ": the server stops", false);
    }
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

  private static void judge(Webhook webhook, URI address, HttpResponse<byte[]> response)
      throws SendException {
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      throw new SendException(
          "webhook-status",
          address.getHost() + " answered " + status,
          status >= 300 && status < 500 && !PASSING.contains(status));
    }
    String refusal =
        WebhookForm.refusal(webhook.form(), new String(response.body(), StandardCharsets.UTF_8));
    if (refusal != null) {
      throw new SendException("webhook-refused", address.getHost() + " answered " + refusal, false);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
