// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of the tables of notices as records. */
final class NoticeRows {
  /** A delivery with its event, whose columns begin with {@code e_}. */
  static final String DELIVERY =
      """
      SELECT d.*, e.kind AS e_kind, e.subject AS e_subject, e.thing AS e_thing, e.rule AS e_rule,
        e.severity AS e_severity, e.late AS e_late, e.at AS e_at, e.title AS e_title,
        e.text AS e_text, e.addressees AS e_addressees
      FROM notice_delivery d JOIN notice_event e ON e.id = d.event
      """;

  private NoticeRows() {}

  static long post(Handle handle, NoticeEvent event) {
    Severity severity = event.severity();
    return handle
        .createUpdate(
            """
            INSERT INTO notice_event (kind, subject, thing, rule, severity, late, at, title, text,
              addressees, spread)
            VALUES (:kind, :subject, :thing, :rule, :severity, :late, :at, :title, :text,
              :addressees, 0)""")
        .bind("kind", event.kind().text())
        .bind("subject", event.subject())
        .bind("thing", event.thing())
        .bind("rule", event.rule())
        .bind("severity", severity == null ? null : severity.text())
        .bind("late", event.late() ? 1 : 0)
        .bind("at", Micros.of(event.at()))
        .bind("title", event.title())
        .bind("text", event.text())
        .bind("addressees", event.addressees())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  static NoticeEvent event(ResultSet row, String id, String prefix) throws SQLException {
    String severity = Columns.text(row, prefix + "severity");
    return new NoticeEvent(
        row.getLong(id),
        NoticeKind.ofText(row.getString(prefix + "kind")),
        row.getLong(prefix + "subject"),
        Columns.number(row, prefix + "thing"),
        Columns.text(row, prefix + "rule"),
        severity == null ? null : Severity.ofText(severity),
        row.getInt(prefix + "late") == 1,
        Columns.instant(row, prefix + "at"),
        row.getString(prefix + "title"),
        row.getString(prefix + "text"),
        row.getString(prefix + "addressees"));
  }

  static NoticeDelivery delivery(ResultSet row) throws SQLException {
    return new NoticeDelivery(
        row.getLong("id"),
        row.getString("message_key"),
        event(row, "event", "e_"),
        row.getLong("recipient"),
        row.getString("recipient_name"),
        NoticeChannel.ofText(row.getString("channel")),
        NoticeDelivery.State.ofText(row.getString("state")),
        Columns.instant(row, "due"),
        row.getInt("attempts"),
        Columns.text(row, "error"),
        Columns.instant(row, "made"),
        Columns.instantOrNull(row, "sent"),
        Columns.instantOrNull(row, "seen"),
        Columns.number(row, "bundle"));
  }

  static NoticeRecipient recipient(ResultSet row) throws SQLException {
    String form = Columns.text(row, "webhook_form");
    String secret = Columns.text(row, "webhook_secret");
    Long from = Columns.number(row, "quiet_from");
    Long to = Columns.number(row, "quiet_to");
    return new NoticeRecipient(
        row.getLong("id"),
        row.getString("code"),
        row.getString("name"),
        row.getLong("account"),
        row.getString("language"),
        Columns.text(row, "email"),
        form == null
            ? null
            : new NoticeRecipient.Webhook(
                NoticeRecipient.Form.ofText(form),
                row.getString("webhook_url"),
                secret == null ? "" : secret),
        from == null || to == null ? null : new NoticeRecipient.Quiet(time(from), time(to)),
        time(row.getLong("digest_at")),
        row.getInt("enabled") == 1);
  }

  static NoticeRule rule(ResultSet row) throws SQLException {
    return new NoticeRule(
        row.getLong("id"),
        row.getLong("recipient"),
        NoticeWords.split(row.getString("kinds"), NoticeKind::ofText),
        NoticeWords.split(row.getString("severities"), Severity::ofText),
        Columns.text(row, "rule"),
        new Scope(Scope.Kind.ofText(row.getString("scope")), row.getString("target")),
        NoticeWords.split(row.getString("channels"), NoticeChannel::ofText),
        row.getInt("digest") == 1,
        row.getInt("urgent") == 1);
  }

  static @Nullable Integer minutes(@Nullable LocalTime time) {
    return time == null ? null : time.toSecondOfDay() / 60;
  }

  private static LocalTime time(long minutes) {
    return LocalTime.ofSecondOfDay(minutes * 60);
  }
}
