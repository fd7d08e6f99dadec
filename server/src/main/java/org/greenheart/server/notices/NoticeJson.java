// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.vault.Secrets;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Form;
import org.greenheart.storage.registry.NoticeRecipient.Quiet;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** What is told of recipients, rules and deliveries as JSON, and what is taken of the first two. */
final class NoticeJson {
  private NoticeJson() {}

  record SettingsView(boolean email, @Nullable String from, boolean privateWebhooks) {}

  record Posted(long event) {}

  /**
   * Of a webhook what everybody may know.
   *
   * @param host empty where it was sealed with another key, and has to be entered again
   */
  record WebhookView(String form, String host, boolean signed) {
    static WebhookView of(Webhook kept, @Nullable Webhook open) {
      return new WebhookView(
          kept.form().text(),
          open == null ? "" : String.valueOf(URI.create(open.url()).getHost()),
          !kept.secret().isEmpty());
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
    static RecipientView of(
        NoticeRecipient recipient, @Nullable WebhookView webhook, List<NoticeRule> rules) {
      Quiet quiet = recipient.quiet();
      return new RecipientView(
          recipient.id(),
          recipient.code(),
          recipient.name(),
          recipient.account(),
          recipient.language(),
          recipient.email(),
          webhook,
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
      String address = url == null ? (before == null ? "" : before.url()) : given(url);
      return new Webhook(Form.ofText(form), address, secret == null ? kept : given(secret));
    }

    /** What is given is not sealed, and must not pass for it. */
    private static String given(String text) {
      if (Secrets.isSealed(text.strip())) {
        throw new RuleException(
            "webhook", "must not begin like what is sealed", "…", "webhook-url");
      }
      return text.strip();
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
