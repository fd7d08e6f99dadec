// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.outside;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks addresses that people typed in, which must not reach what only this machine reaches: each
 * address of the host has to be public unless the operator allows others, redirects are not
 * followed, and the answer is read to a limit, of length and of time. The host is looked up once
 * more when connecting; the JVM keeps the first answer for its 30 seconds, so that is the one that
 * was checked.
 *
 * <p>Addresses may carry keys: errors name the host alone. Thread-safe.
 */
public final class OutsideClient implements AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 64 << 10;

  /** Those that the same request may not meet the next time. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final String sort;
  private final boolean privateAllowed;
  private final Duration patience;

  /** Made for the first request, with its TLS: most servers send none. Guarded by this. */
  private @Nullable HttpClient client;

  private boolean closed;

  /**
   * @param sort what is sent, such as {@code webhook}: the beginning of the codes of what fails
   * @param privateAllowed whether addresses inside may be asked, also without TLS
   * @param patience for the whole answer
   */
  public OutsideClient(String sort, boolean privateAllowed, Duration patience) {
    this.sort = requireNonNull(sort, "sort is null");
    this.privateAllowed = privateAllowed;
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * A request to an address that may be asked.
   *
   * @throws SendException {@code -url}, {@code -private}, {@code -plain} for good; {@code -host}
   *     when nobody knows it now
   */
  public HttpRequest.Builder to(String url) throws SendException {
    URI address = address(url);
    String host = address.getHost();
    boolean isPublic;
    try {
      isPublic = PublicAddress.allOf(host);
    } catch (UnknownHostException e) {
      throw failure("host", host + " is not known", false);
    }
    if (!isPublic && !privateAllowed) {
      throw failure(
          "private", host + " is an address inside; notices.private-webhooks would allow it", true);
    }
    if (isPublic && !"https".equals(address.getScheme())) {
      throw failure("plain", host + " must be asked by https: what is sent is not for all", true);
    }
    return HttpRequest.newBuilder(address).header("User-Agent", "Greenheart");
  }

  private URI address(String url) throws SendException {
    try {
      URI address = URI.create(url);
      boolean isHttp = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (isHttp && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // As one without a host; the exception's text would show the address.
    }
    throw failure("url", "the address must be http or https with a host and without a user", true);
  }

  /** The answer, whatever its status. */
  public HttpResponse<byte[]> exchange(HttpRequest request) throws SendException {
    String host = request.uri().getHost();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client(host)
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw failure("timeout", host + " did not answer in " + patience.toSeconds() + " s", false);
    } catch (ExecutionException e) {
      String what =
          e.getCause() instanceof IOException cause ? cause.getClass().getSimpleName() : "failed";
      throw failure("failed", host + ": " + what, false);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failure("failed", host + ": interrupted", false);
    }
  }

  /**
   * @throws SendException {@code -status} unless it is one of success
   */
  public void requireTaken(HttpResponse<?> answer) throws SendException {
    int status = answer.statusCode();
    if (status < 200 || status > 299) {
      throw failure(
          "status",
          answer.request().uri().getHost() + " answered " + status,
          status >= 300 && status < 500 && !PASSING.contains(status));
    }
  }

  private SendException failure(String what, String message, boolean lasting) {
    return new SendException(sort + "-" + what, message, lasting);
  }

  private synchronized HttpClient client(String host) throws SendException {
    if (closed) {
      throw failure("failed", host + ": the server stops", false);
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

  /** What is on its way fails. */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
