// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/**
 * Who is told of what, and what became of each telling. Of a webhook only its host is ever given
 * out.
 */
final class NoticeRoutes implements Routes {
  private static final int PAGE = 100;

  private final Registry registry;
  private final NoticesConfig config;
  private final WebhookSecrets secrets;

  NoticeRoutes(Registry registry, NoticesConfig config, WebhookSecrets secrets) {
    this.registry = requireNonNull(registry, "registry is null");
    this.config = requireNonNull(config, "config is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    Right read = Right.READ_SERVER;
    Right keep = Right.KEEP_SERVER;
    About about = About.NO_POINT;
    routes.get("/api/notices/settings", this::settings, read, about);
    routes.get("/api/notices/deliveries", this::deliveries, read, about);
    routes.post("/api/notices/deliveries/{id}/retry", this::retry, keep, about);
    routes.get("/api/notices/recipients", this::recipients, read, about);
    routes.post("/api/notices/recipients", ctx -> put(ctx, 0), keep, about);
    routes.put(
        "/api/notices/recipients/{id}", ctx -> put(ctx, Params.number(ctx, "id")), keep, about);
    routes.delete("/api/notices/recipients/{id}", this::remove, keep, about);
    routes.post("/api/notices/recipients/{id}/test", this::test, keep, about);
    routes.post("/api/notices/rules", ctx -> putRule(ctx, 0), keep, about);
    routes.put(
        "/api/notices/rules/{id}", ctx -> putRule(ctx, Params.number(ctx, "id")), keep, about);
    routes.delete("/api/notices/rules/{id}", this::removeRule, keep, about);
  }

  private void settings(Context ctx) {
    ctx.json(
        new NoticeJson.SettingsView(
            config.smtp().isPresent(),
            config.smtp().map(NoticesConfig.Smtp::from).orElse(null),
            config.privateWebhooks()));
  }

  private void deliveries(Context ctx) {
    NoticeDelivery.State state =
        Params.text(ctx, "state").map(NoticeDelivery.State::ofText).orElse(null);
    NoticeChannel channel = Params.text(ctx, "channel").map(NoticeChannel::ofText).orElse(null);
    Long recipient = Params.optionalNumber(ctx, "recipient").orElse(null);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = (int) Params.number(ctx, "limit", PAGE, 5 * PAGE);
    ctx.json(
        registry.read(
            tables ->
                tables.notices().list(state, channel, recipient, before, limit).stream()
                    .map(delivery -> NoticeJson.DeliveryView.of(delivery, tables))
                    .toList()));
  }

  private void retry(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<NoticeJson.DeliveryView>write(
            tables -> NoticeJson.DeliveryView.of(tables.notices().retry(id), tables)));
  }

  private void recipients(Context ctx) {
    ctx.json(
        registry.read(
            tables -> {
              List<NoticeRule> rules = tables.noticeBook().rules();
              return tables.noticeBook().recipients().stream()
                  .map(recipient -> view(recipient, rules))
                  .toList();
            }));
  }

  private void put(Context ctx, long id) {
    NoticeJson.RecipientBody body = Bodies.of(ctx, NoticeJson.RecipientBody.class);
    NoticeJson.RecipientView view =
        registry.write(
            tables -> {
              Webhook before =
                  id == 0 ? null : existing(tables, id).webhook(); // keeps what is not said anew
              NoticeRecipient put = put(tables, body.recipient(id, before));
              return view(put, tables.noticeBook().rules());
            });
    ctx.status(id == 0 ? 201 : 200).json(view);
  }

  /** The webhook is sealed for the number of its recipient, which a new one has to get first. */
  private NoticeRecipient put(Tables tables, NoticeRecipient recipient) {
    Webhook webhook = recipient.webhook();
    if (webhook == null) {
      return tables.noticeBook().put(recipient);
    }
    NoticeRecipient known =
        recipient.id() == 0 ? tables.noticeBook().put(recipient.with(null)) : recipient;
    return tables.noticeBook().put(known.with(secrets.seal(known.id(), webhook)));
  }

  private NoticeJson.RecipientView view(NoticeRecipient recipient, List<NoticeRule> rules) {
    Webhook webhook = recipient.webhook();
    return NoticeJson.RecipientView.of(
        recipient,
        webhook == null
            ? null
            : NoticeJson.WebhookView.of(
                webhook, secrets.unseal(recipient.id(), webhook).orElse(null)),
        rules);
  }

  private static NoticeRecipient existing(Tables tables, long id) {
    return tables
        .noticeBook()
        .find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "recipient-not-found", "recipient (%s) does not exist".formatted(id)));
  }

  private void remove(Context ctx) {
    long id = Params.number(ctx, "id");
    if (!registry.<Boolean>write(tables -> tables.noticeBook().remove(id))) {
      throw ApiException.notFound(
          "recipient-not-found", "recipient (%s) does not exist".formatted(id));
    }
    ctx.status(204);
  }

  private void test(Context ctx) {
    long id = Params.number(ctx, "id");
    long event =
        registry.write(
            tables ->
                tables
                    .notices()
                    .post(
                        NoticeEvent.plain(
                            NoticeKind.TEST,
                            id,
                            tables.now(),
                            "",
                            "",
                            existing(tables, id).code())));
    ctx.status(202).json(new NoticeJson.Posted(event));
  }

  private void putRule(Context ctx, long id) {
    NoticeRule rule = Bodies.of(ctx, NoticeJson.RuleBody.class).rule(id);
    ctx.status(id == 0 ? 201 : 200)
        .json(
            registry.<NoticeJson.RuleView>write(
                tables -> NoticeJson.RuleView.of(tables.noticeBook().put(rule))));
  }

  private void removeRule(Context ctx) {
    long id = Params.number(ctx, "id");
    if (!registry.<Boolean>write(tables -> tables.noticeBook().removeRule(id))) {
      throw ApiException.notFound("rule-not-found", "rule (%s) does not exist".formatted(id));
    }
    ctx.status(204);
  }
}
