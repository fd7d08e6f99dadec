// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.greenheart.server.outside.OutsideClient;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;

/** Posts JSON to the addresses that {@link OutsideClient} lets through. Thread-safe. */
final class WebhookChannel implements Channel, AutoCloseable {
  private final WebhookSecrets secrets;
  private final OutsideClient client;
  private final InstantSource clock;

  /**
   * @param patience for the whole answer
   */
  WebhookChannel(
      WebhookSecrets secrets, boolean privateAllowed, Duration patience, InstantSource clock) {
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.client = new OutsideClient("webhook", privateAllowed, patience);
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void send(Message message, NoticeRecipient to) throws SendException {
    Webhook kept = to.webhook();
    if (kept == null) {
      throw new SendException("no-address", "recipient has no webhook", true);
    }
    Webhook webhook =
        secrets
            .unseal(to.id(), kept)
            .orElseThrow(
                () ->
                    new SendException(
                        "webhook-sealed",
                        "the webhook was sealed with another key: enter it again",
                        false));
    WebhookForm.Request form = WebhookForm.of(webhook, message, clock.instant());
    HttpRequest.Builder request =
        client
            .to(form.url())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Idempotency-Key", message.key())
            .POST(HttpRequest.BodyPublishers.ofString(form.body(), StandardCharsets.UTF_8));
    form.headers().forEach(request::header);
    HttpResponse<byte[]> answer = client.exchange(request.build());
    client.requireTaken(answer);
    String refusal =
        WebhookForm.refusal(webhook.form(), new String(answer.body(), StandardCharsets.UTF_8));
    if (refusal != null) {
      throw new SendException(
          "webhook-refused", answer.request().uri().getHost() + " answered " + refusal, false);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
