// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.greenheart.server.vault.Secrets;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.greenheart.storage.registry.Registry;

/**
 * Addresses and keys of webhooks as they lie on disk: sealed, for their recipient. The address of a
 * group's robot is its key, so that it is no less secret. Thread-safe.
 */
final class WebhookSecrets {
  private final Secrets secrets;

  private WebhookSecrets(Secrets secrets) {
    this.secrets = requireNonNull(secrets, "secrets is null");
  }

  /** As {@link org.greenheart.server.vault.Vault#open} says. */
  static WebhookSecrets open(Path folder) {
    return new WebhookSecrets(Secrets.open(folder, "notices"));
  }

  /** With all of it sealed; what is sealed stays as it is. */
  Webhook seal(long recipient, Webhook webhook) {
    return new Webhook(
        webhook.form(),
        seal("url", recipient, webhook.url()),
        seal("secret", recipient, webhook.secret()));
  }

  private String seal(String what, long recipient, String text) {
    return text.isEmpty() || Secrets.isSealed(text)
        ? text
        : secrets.seal(owner(what, recipient), text);
  }

  private static String owner(String what, long recipient) {
    return "%s %s".formatted(what, recipient);
  }

  /** As it was given; empty when it was sealed with another key, or for another recipient. */
  Optional<Webhook> unseal(long recipient, Webhook webhook) {
    Optional<String> url = secrets.unseal(owner("url", recipient), webhook.url());
    Optional<String> secret = secrets.unseal(owner("secret", recipient), webhook.secret());
    return url.flatMap(address -> secret.map(key -> new Webhook(webhook.form(), address, key)));
  }

  /** Seals what an earlier version kept as it was given. */
  void sealAll(Registry registry) {
    for (NoticeRecipient recipient : registry.noticeBook().recipients()) {
      Webhook webhook = recipient.webhook();
      if (webhook != null) {
        Webhook sealed = seal(recipient.id(), webhook);
        if (!sealed.equals(webhook)) {
          NoticeRecipient _ = registry.noticeBook().put(recipient.with(sealed));
        }
      }
    }
  }
}
