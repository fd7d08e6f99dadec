// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or a group's channel, that is told.
 *
 * @param id 0 for a new one
 * @param code the word that escalation and schedules name, such as {@code shift-leader}
 * @param account whose bell it is; 0 for whoever works where no login is asked for
 * @param language {@code zh} or {@code en}
 * @param email null where none is sent
 * @param quiet when only what is urgent is told; null for never
 * @param digestAt when digests leave, in Beijing
 */
public record NoticeRecipient(
    long id,
    String code,
    String name,
    long account,
    String language,
    @Nullable String email,
    @Nullable Webhook webhook,
    @Nullable Quiet quiet,
    LocalTime digestAt,
    boolean enabled) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /**
   * Without display name, comments and quoted parts: nothing that a header could be broken with.
   */
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  public NoticeRecipient {
    code =
        Checks.matching(
            "code",
            code,
            CODE,
            "must have 1 to 64 small letters, digits and . _ -",
            "recipient-code");
    name = Checks.text("name", name);
    if (!language.equals("zh") && !language.equals("en")) {
      throw new RuleException("language", "must be zh or en", language, "recipient-language");
    }
    email = Checks.optional("email", email);
    if (email != null) {
      email =
          Checks.matching(
              "email", email, EMAIL, "must be like duty@example.org", "recipient-email");
    }
    requireNonNull(digestAt, "digestAt is null");
  }

  /** How a webhook wants its JSON. */
  public enum Form {
    GENERIC,
    DINGTALK,
    WECOM,
    FEISHU;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code webhook-form}
     */
    public static Form ofText(String text) {
      for (Form form : values()) {
        if (form.text().equals(text)) {
          return form;
        }
      }
      throw new RuleException(
          "form", "must be generic, dingtalk, wecom or feishu", text, "webhook-form");
    }
  }

  /**
   * Where notices are posted. Address and secret lie {@code sealed:...} in the registry.
   *
   * @param url often carries a key of its own: shown and logged by its host only
   * @param secret to sign with; empty for none
   */
  public record Webhook(Form form, String url, String secret) {
    private static final String SEALED = "sealed:";

    public Webhook {
      requireNonNull(form, "form is null");
      requireNonNull(secret, "secret is null");
      // The value is left out of the message: it may be a key.
      if (!url.startsWith(SEALED)
          && (!url.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[\\x21-\\x7e]*|\\?[\\x21-\\x7e]*)?")
              || url.length() > 1_000)) {
        throw new RuleException(
            "url", "must be an http or https address without a user", "…", "webhook-url");
      }
      if (!secret.startsWith(SEALED) && secret.length() > 500) {
        throw new RuleException("secret", "must have at most 500 characters", "…", "too-long");
      }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
      return form.text() + " webhook";
    }
  }

  /** From a time of the day in Beijing to another, over midnight where that is earlier. */
  public record Quiet(LocalTime from, LocalTime to) {
    public Quiet {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      if (from.equals(to)) {
        throw new RuleException("quiet", "must end at another time than it begins", to, "quiet");
      }
    }

    public boolean holds(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /** With another webhook. */
  public NoticeRecipient with(@Nullable Webhook other) {
    return new NoticeRecipient(
        id, code, name, account, language, email, other, quiet, digestAt, enabled);
  }

  /** Whether there is an address for a channel. */
  public boolean reachableBy(NoticeChannel channel) {
    return switch (channel) {
      case EMAIL -> email != null;
      case WEBHOOK -> webhook != null;
      case BROWSER -> true;
    };
  }
}
