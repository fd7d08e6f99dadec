// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

final class SqliteNoticeBook implements NoticeBook {
  private final Access access;

  SqliteNoticeBook(Access access) {
    this.access = access;
  }

  @Override
  public List<NoticeRecipient> recipients() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM notice_recipient ORDER BY name, id")
                .map((row, context) -> NoticeRows.recipient(row))
                .list());
  }

  @Override
  public Optional<NoticeRecipient> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<NoticeRecipient> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM notice_recipient WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> NoticeRows.recipient(row))
        .findOne();
  }

  @Override
  public NoticeRecipient put(NoticeRecipient recipient) {
    return access.write(
        handle -> {
          refuseSecond(handle, recipient);
          long id = recipient.id();
          if (id == 0) {
            id =
                bind(
                        handle.createUpdate(
                            """
                            INSERT INTO notice_recipient (code, name, account, language, email,
                              webhook_form, webhook_url, webhook_secret, quiet_from, quiet_to,
                              digest_at, enabled)
                            VALUES (:code, :name, :account, :language, :email, :form, :url,
                              :secret, :quietFrom, :quietTo, :digestAt, :enabled)"""),
                        recipient)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
          } else {
            bind(
                    handle.createUpdate(
                        """
                        UPDATE notice_recipient SET code = :code, name = :name,
                          account = :account, language = :language, email = :email,
                          webhook_form = :form, webhook_url = :url, webhook_secret = :secret,
                          quiet_from = :quietFrom, quiet_to = :quietTo, digest_at = :digestAt,
                          enabled = :enabled
                        WHERE id = :id"""),
                    recipient)
                .bind("id", id)
                .execute();
          }
          long number = id;
          return find(handle, number)
              .orElseThrow(() -> RegistryException.notFound("recipient", number));
        });
  }

  private static void refuseSecond(Handle handle, NoticeRecipient recipient) {
    boolean taken =
        handle
            .createQuery(
                "SELECT EXISTS (SELECT 1 FROM notice_recipient WHERE code = :code AND id <> :id)")
            .bind("code", recipient.code())
            .bind("id", recipient.id())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE,
          "another recipient has the code (%s)".formatted(recipient.code()));
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, NoticeRecipient recipient) {
    NoticeRecipient.Webhook webhook = recipient.webhook();
    NoticeRecipient.Quiet quiet = recipient.quiet();
    return statement
        .bind("code", recipient.code())
        .bind("name", recipient.name())
        .bind("account", recipient.account())
        .bind("language", recipient.language())
        .bind("email", recipient.email())
        .bind("form", webhook == null ? null : webhook.form().text())
        .bind("url", webhook == null ? null : webhook.url())
        .bind("secret", webhook == null ? null : webhook.secret())
        .bind("quietFrom", quiet == null ? null : NoticeRows.minutes(quiet.from()))
        .bind("quietTo", quiet == null ? null : NoticeRows.minutes(quiet.to()))
        .bind("digestAt", NoticeRows.minutes(recipient.digestAt()))
        .bind("enabled", recipient.enabled() ? 1 : 0);
  }

  @Override
  public boolean remove(long recipient) {
    return access.write(
        handle -> handle.execute("DELETE FROM notice_recipient WHERE id = ?", recipient) == 1);
  }

  @Override
  public List<NoticeRule> rules() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM notice_rule ORDER BY id")
                .map((row, context) -> NoticeRows.rule(row))
                .list());
  }

  @Override
  public NoticeRule put(NoticeRule rule) {
    return access.write(
        handle -> {
          References.require(handle, "notice_recipient", "recipient", rule.recipient());
          long id = rule.id();
          if (id == 0) {
            id =
                bind(
                        handle.createUpdate(
                            """
                            INSERT INTO notice_rule (recipient, kinds, severities, rule, scope,
                              target, channels, digest, urgent)
                            VALUES (:recipient, :kinds, :severities, :rule, :scope, :target,
                              :channels, :digest, :urgent)"""),
                        rule)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
          } else {
            bind(
                    handle.createUpdate(
                        """
                        UPDATE notice_rule SET recipient = :recipient, kinds = :kinds,
                          severities = :severities, rule = :rule, scope = :scope,
                          target = :target, channels = :channels, digest = :digest,
                          urgent = :urgent
                        WHERE id = :id"""),
                    rule)
                .bind("id", id)
                .execute();
          }
          long number = id;
          return handle
              .createQuery("SELECT * FROM notice_rule WHERE id = :id")
              .bind("id", number)
              .map((row, context) -> NoticeRows.rule(row))
              .findOne()
              .orElseThrow(() -> RegistryException.notFound("notice rule", number));
        });
  }

  private static <S extends SqlStatement<S>> S bind(S statement, NoticeRule rule) {
    return statement
        .bind("recipient", rule.recipient())
        .bind("kinds", NoticeWords.joined(rule.kinds()))
        .bind("severities", NoticeWords.joined(rule.severities()))
        .bind("rule", rule.rule())
        .bind("scope", rule.scope().kind().text())
        .bind("target", rule.scope().target())
        .bind("channels", NoticeWords.joined(rule.channels()))
        .bind("digest", rule.digest() ? 1 : 0)
        .bind("urgent", rule.urgent() ? 1 : 0);
  }

  @Override
  public boolean removeRule(long rule) {
    return access.write(
        handle -> handle.execute("DELETE FROM notice_rule WHERE id = ?", rule) == 1);
  }
}
