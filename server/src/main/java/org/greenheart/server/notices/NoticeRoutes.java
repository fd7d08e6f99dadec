// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.greenheart.storage.registry.NoticeRecipient.Form;
import org.greenheart.storage.registry.NoticeRecipient.Quiet;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and what became of each telling. Of a webhook only its host is ever given
 * out.
 */
final class NoticeRoutes implements Routes {
  private static final int PAGE = 100;

  private final Registry registry;
  private final NoticesConfig config;

  NoticeRoutes(Registry registry, NoticesConfig config) {
    this.registry = requireNonNull(registry, "registry is null");
    this.config = requireNonNull(config, "config is null");
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
        new SettingsView(
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
                    .map(delivery -> DeliveryView.of(delivery, tables))
                    .toList()));
  }

  private void retry(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<DeliveryView>write(
            tables -> DeliveryView.of(tables.notices().retry(id), tables)));
  }

  private void recipients(Context ctx) {
    ctx.json(
        registry.read(
            tables -> {
              List<NoticeRule> rules = tables.noticeBook().rules();
              return tables.noticeBook().recipients().stream()
                  .map(recipient -> RecipientView.of(recipient, rules))
                  .toList();
            }));
  }

  private void put(Context ctx, long id) {
    RecipientBody body = Bodies.of(ctx, RecipientBody.class);
    RecipientView view =
        registry.write(
            tables -> {
              Webhook before =
                  id == 0 ? null : existing(tables, id).webhook(); // keeps what is not said anew
              NoticeRecipient put = tables.noticeBook().put(body.recipient(id, before));
              return RecipientView.of(put, tables.noticeBook().rules());
            });
    ctx.status(id == 0 ? 201 : 200).json(view);
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
    ctx.status(202).json(new Posted(event));
  }

  private void putRule(Context ctx, long id) {
    NoticeRule rule = Bodies.of(ctx, RuleBody.class).rule(id);
    ctx.status(id == 0 ? 201 : 200)
        .json(registry.<RuleView>write(tables -> RuleView.of(tables.noticeBook().put(rule))));
  }

  private void removeRule(Context ctx) {
    long id = Params.number(ctx, "id");
    if (!registry.<Boolean>write(tables -> tables.noticeBook().removeRule(id))) {
      throw ApiException.notFound("rule-not-found", "rule (%s) does not exist".formatted(id));
    }
    ctx.status(204);
  }

  record SettingsView(boolean email, @Nullable String from, boolean privateWebhooks) {}

  record Posted(long event) {}

  /** Of a webhook what everybody may know. */
  record WebhookView(String form, String host, boolean signed) {
    static @Nullable WebhookView of(@Nullable Webhook webhook) {
      return webhook == null
          ? null
          : new WebhookView(
              webhook.form().text(),
              String.valueOf(URI.create(webhook.url()).getHost()),
              !webhook.secret().isEmpty());
    }
  }

  record RecipientView(
      long id,
      String code,
      String name,
      long account,
      String language,
      @Nullable String email,
      @Nullable WebhookView webhook,
      @Nullable String quietFrom,
      @Nullable String quietTo,
      String digestAt,
      boolean enabled,
      List<RuleView> rules) {
    static RecipientView of(NoticeRecipient recipient, List<NoticeRule> rules) {
      Quiet quiet = recipient.quiet();
      return new RecipientView(
          recipient.id(),
          recipient.code(),
          recipient.name(),
          recipient.account(),
          recipient.language(),
          recipient.email(),
          WebhookView.of(recipient.webhook()),
          quiet == null ? null : quiet.from().toString(),
          quiet == null ? null : quiet.to().toString(),
          recipient.digestAt().toString(),
          recipient.enabled(),
          rules.stream()
              .filter(rule -> rule.recipient() == recipient.id())
              .map(RuleView::of)
              .toList());
    }
  }

  /**
   * A webhook as it is given.
   *
   * @param url null keeps the one before
   * @param secret null keeps the one before
   */
  record WebhookBody(String form, @Nullable String url, @Nullable String secret) {
    /** A secret goes with its address: to another one it is not carried over. */
    Webhook webhook(@Nullable Webhook before) {
      String kept = before == null || url != null ? "" : before.secret();
      String address = url == null ? (before == null ? "" : before.url()) : url.strip();
      return new Webhook(Form.ofText(form), address, secret == null ? kept : secret.strip());
    }

    @Override
    public String toString() {
      return form + " webhook";
    }
  }

  record RecipientBody(
      String code,
      String name,
      @Nullable Long account,
      String language,
      @Nullable String email,
      @Nullable WebhookBody webhook,
      @Nullable String quietFrom,
      @Nullable String quietTo,
      @Nullable String digestAt,
      boolean enabled) {
    NoticeRecipient recipient(long id, @Nullable Webhook before) {
      LocalTime from = time("quietFrom", quietFrom);
      LocalTime to = time("quietTo", quietTo);
      if ((from == null) != (to == null)) {
        throw new RuleException("quiet", "must have both its ends", quietFrom, "quiet-ends");
      }
      LocalTime digest = time("digestAt", digestAt);
      return new NoticeRecipient(
          id,
          given("code", code),
          given("name", name),
          account == null ? 0 : account,
          given("language", language),
          email,
          webhook == null ? null : webhook.webhook(before),
          from == null || to == null ? null : new Quiet(from, to),
          digest == null ? LocalTime.of(8, 0) : digest,
          enabled);
    }
  }

  private static String given(String field, @Nullable String value) {
    if (value == null) {
      throw new RuleException(field, "must be given", "", "field-missing");
    }
    return value;
  }

  private static @Nullable LocalTime time(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return LocalTime.parse(text).withSecond(0).withNano(0);
    } catch (DateTimeException e) {
      throw new RuleException(field, "must be a time like 22:30", text, "time-form");
    }
  }

  record RuleView(
      long id,
      long recipient,
      Set<String> kinds,
      Set<String> severities,
      @Nullable String rule,
      String scope,
      String target,
      Set<String> channels,
      boolean digest,
      boolean urgent) {
    static RuleView of(NoticeRule rule) {
      return new RuleView(
          rule.id(),
          rule.recipient(),
          rule.kinds().stream().map(NoticeKind::text).collect(Collectors.toSet()),
          rule.severities().stream().map(Severity::text).collect(Collectors.toSet()),
          rule.rule(),
          rule.scope().kind().text(),
          rule.scope().target(),
          rule.channels().stream().map(NoticeChannel::text).collect(Collectors.toSet()),
          rule.digest(),
          rule.urgent());
    }
  }

  record RuleBody(
      long recipient,
      Set<String> kinds,
      Set<String> severities,
      @Nullable String rule,
      @Nullable String scope,
      @Nullable String target,
      Set<String> channels,
      boolean digest,
      boolean urgent) {
    NoticeRule rule(long id) {
      return new NoticeRule(
          id,
          recipient,
          words(kinds).stream().map(NoticeKind::ofText).collect(Collectors.toSet()),
          words(severities).stream().map(RuleBody::severity).collect(Collectors.toSet()),
          rule,
          scope == null
              ? Scope.ALL
              : new Scope(Scope.Kind.ofText(scope), target == null ? "" : target),
          words(channels).stream().map(NoticeChannel::ofText).collect(Collectors.toSet()),
          digest,
          urgent);
    }

    private static Set<String> words(@Nullable Set<String> words) {
      return words == null ? Set.of() : words;
    }

    private static Severity severity(String text) {
      try {
        return Severity.ofText(text);
      } catch (IllegalArgumentException e) {
        throw new RuleException(
            "severities", "must be info, warning or danger", text, "alarm-severity");
      }
    }
  }

  record DeliveryView(
      long id,
      String key,
      String kind,
      BellRoutes.Said said,
      boolean late,
      Instant at,
      long recipient,
      String recipientName,
      String channel,
      String state,
      Instant due,
      int attempts,
      @Nullable String error,
      Instant made,
      @Nullable Instant sent,
      @Nullable Long bundle) {
    static DeliveryView of(NoticeDelivery delivery, Tables tables) {
      NoticeEvent event = delivery.event();
      return new DeliveryView(
          delivery.id(),
          delivery.key(),
          event.kind().text(),
          new BellRoutes.Said(
              NoticeText.subject(event, Words.ZH, tables),
              NoticeText.subject(event, Words.EN, tables)),
          event.late(),
          event.at(),
          delivery.recipient(),
          delivery.recipientName(),
          delivery.channel().text(),
          delivery.state().text(),
          delivery.due(),
          delivery.attempts(),
          delivery.error(),
          delivery.made(),
          delivery.sent(),
          delivery.bundle());
    }
  }
}
