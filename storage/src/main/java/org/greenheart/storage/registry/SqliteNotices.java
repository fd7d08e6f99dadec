// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

final class SqliteNotices implements Notices {
  private static final String OF_BELL =
      """
      d.channel = 'browser' AND d.state = 'sent' AND d.recipient IN
        (SELECT id FROM notice_recipient WHERE account = :account)
      """;

  private final Access access;

  SqliteNotices(Access access) {
    this.access = access;
  }

  private long now() {
    return Micros.of(access.clock().instant());
  }

  @Override
  public long post(NoticeEvent event) {
    return access.write(handle -> NoticeRows.post(handle, event));
  }

  @Override
  public List<NoticeEvent> unspread(int limit) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM notice_event WHERE spread = 0 ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> NoticeRows.event(row, "id", ""))
                .list());
  }

  @Override
  public void spread(NoticeEvent event, Collection<NoticeDelivery.Draft> drafts) {
    access.write(
        handle -> {
          int fresh =
              handle.execute(
                  "UPDATE notice_event SET spread = 1 WHERE id = ? AND spread = 0", event.id());
          if (fresh == 1) {
            drafts.forEach(draft -> insert(handle, event, draft));
          }
          return fresh;
        });
  }

  /** The time of the event makes the key different from those of another installation. */
  private long insert(Handle handle, NoticeEvent event, NoticeDelivery.Draft draft) {
    NoticeRecipient recipient = draft.recipient();
    long number = recipient == null ? 0 : recipient.id();
    boolean bell = draft.state() == State.SENT;
    return handle
        .createUpdate(
            """
            INSERT INTO notice_delivery (message_key, event, recipient, recipient_name, channel,
              state, due, attempts, error, made, sent)
            VALUES (:key, :event, :recipient, :name, :channel, :state, :due, 0, :error, :made,
              :sent)""")
        .bind(
            "key",
            "n%d-%x-r%d-%s"
                .formatted(event.id(), Micros.of(event.at()), number, draft.channel().text()))
        .bind("event", event.id())
        .bind("recipient", number)
        .bind("name", draft.recipientName())
        .bind("channel", draft.channel().text())
        .bind("state", draft.state().text())
        .bind("due", Micros.of(draft.due()))
        .bind("error", recipient == null ? "no-recipient: nobody has this code" : null)
        .bind("made", now())
        .bind("sent", bell ? now() : null)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<NoticeDelivery> due(Instant now, int each) {
    return due(State.WAITING, now, each);
  }

  @Override
  public List<NoticeDelivery> digestsDue(Instant now, int each) {
    return due(State.DIGEST, now, each);
  }

  /** The oldest of each lane: one that does not get on crowds nobody out. */
  private List<NoticeDelivery> due(State state, Instant now, int each) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    NoticeRows.DELIVERY
                        + """
                        JOIN (SELECT id, ROW_NUMBER() OVER
                            (PARTITION BY recipient, channel ORDER BY due, id) AS place
                          FROM notice_delivery WHERE state = '%s' AND due <= :now) turn
                          ON turn.id = d.id
                        WHERE turn.place <= :each ORDER BY d.due, d.id"""
                            .formatted(state.text()))
                .bind("now", Micros.of(now))
                .bind("each", each)
                .map((row, context) -> NoticeRows.delivery(row))
                .list());
  }

  @Override
  public Optional<NoticeDelivery> bundle(
      NoticeRecipient recipient, NoticeChannel channel, List<NoticeDelivery> parts) {
    return access.write(
        handle -> {
          for (NoticeDelivery part : parts) {
            State state = find(handle, part.id()).map(NoticeDelivery::state).orElse(State.DROPPED);
            if (state != State.WAITING && state != State.DIGEST) {
              return Optional.empty();
            }
          }
          Instant at = access.clock().instant();
          NoticeEvent event =
              NoticeEvent.plain(
                  NoticeKind.DIGEST, recipient.id(), at, Integer.toString(parts.size()), "", "");
          long id = NoticeRows.post(handle, event);
          handle.execute("UPDATE notice_event SET spread = 1 WHERE id = ?", id);
          State state = channel == NoticeChannel.BROWSER ? State.SENT : State.WAITING;
          long bundle =
              insert(
                  handle,
                  new NoticeEvent(
                      id,
                      event.kind(),
                      event.subject(),
                      null,
                      null,
                      null,
                      false,
                      at,
                      event.title(),
                      "",
                      ""),
                  new NoticeDelivery.Draft(recipient, recipient.name(), channel, state, at));
          parts.forEach(
              part ->
                  handle.execute(
                      "UPDATE notice_delivery SET state = 'bundled', bundle = ? WHERE id = ?",
                      bundle,
                      part.id()));
          return find(handle, bundle);
        });
  }

  @Override
  public List<NoticeDelivery> parts(long bundle) {
    return access.read(
        handle ->
            handle
                .createQuery(NoticeRows.DELIVERY + "WHERE d.bundle = :bundle ORDER BY d.id")
                .bind("bundle", bundle)
                .map((row, context) -> NoticeRows.delivery(row))
                .list());
  }

  @Override
  public void sent(long id) {
    access.write(
        handle ->
            handle.execute(
                """
                UPDATE notice_delivery SET state = 'sent', sent = ?, attempts = attempts + 1,
                  error = NULL WHERE id = ?""",
                now(),
                id));
  }

  @Override
  public void failed(long id, String error, @Nullable Instant next) {
    access.write(
        handle ->
            handle.execute(
                """
                UPDATE notice_delivery SET state = ?, due = COALESCE(?, due), error = ?,
                  attempts = attempts + 1 WHERE id = ?""",
                (next == null ? State.FAILED : State.WAITING).text(),
                next == null ? null : Micros.of(next),
                error,
                id));
  }

  @Override
  public void drop(long id, String why) {
    access.write(
        handle ->
            handle.execute(
                "UPDATE notice_delivery SET state = 'dropped', error = ? WHERE id = ?", why, id));
  }

  @Override
  public NoticeDelivery retry(long id) {
    return access.write(
        handle -> {
          handle.execute(
              """
              UPDATE notice_delivery SET state = 'waiting', due = ?
              WHERE id = ? AND recipient <> 0 AND state IN ('waiting', 'failed')""",
              now(),
              id);
          return find(handle, id).orElseThrow(() -> RegistryException.notFound("delivery", id));
        });
  }

  @Override
  public Optional<NoticeDelivery> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<NoticeDelivery> find(Handle handle, long id) {
    return handle
        .createQuery(NoticeRows.DELIVERY + "WHERE d.id = :id")
        .bind("id", id)
        .map((row, context) -> NoticeRows.delivery(row))
        .findOne();
  }

  @Override
  public List<NoticeDelivery> list(
      @Nullable State state,
      @Nullable NoticeChannel channel,
      @Nullable Long recipient,
      long before,
      int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    NoticeRows.DELIVERY
                        + """
                        WHERE d.id < :before AND (:state IS NULL OR d.state = :state)
                          AND (:channel IS NULL OR d.channel = :channel)
                          AND (:recipient IS NULL OR d.recipient = :recipient)
                        ORDER BY d.id DESC LIMIT :limit""")
                .bind("before", before)
                .bind("state", state == null ? null : state.text())
                .bind("channel", channel == null ? null : channel.text())
                .bind("recipient", recipient)
                .bind("limit", limit)
                .map((row, context) -> NoticeRows.delivery(row))
                .list());
  }

  @Override
  public List<NoticeDelivery> bell(long account, boolean unseenOnly, long before, int limit) {
    return access.read(
        handle -> {
          Query query =
              handle.createQuery(
                  NoticeRows.DELIVERY
                      + "WHERE d.id < :before AND "
                      + (unseenOnly ? "d.seen IS NULL AND " : "")
                      + OF_BELL
                      + "ORDER BY d.id DESC LIMIT :limit");
          return query
              .bind("before", before)
              .bind("account", account)
              .bind("limit", limit)
              .map((row, context) -> NoticeRows.delivery(row))
              .list();
        });
  }

  @Override
  public int unseen(long account) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) FROM notice_delivery d WHERE d.seen IS NULL AND " + OF_BELL)
                .bind("account", account)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public int see(long account, long upTo) {
    return access.write(
        handle ->
            handle
                .createUpdate(
                    "UPDATE notice_delivery AS d SET seen = :now WHERE d.id <= :upTo"
                        + " AND d.seen IS NULL AND "
                        + OF_BELL)
                .bind("now", now())
                .bind("upTo", upTo)
                .bind("account", account)
                .execute());
  }

  @Override
  public long lastBell() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT COALESCE(MAX(id), 0) FROM notice_delivery
                    WHERE channel = 'browser' AND state = 'sent'""")
                .mapTo(Long.class)
                .one());
  }

  @Override
  public int forget(Instant before) {
    long time = Micros.of(before);
    return access.write(
        handle -> {
          handle.execute(
              """
              UPDATE notice_delivery SET bundle = NULL WHERE made < ?
                AND bundle IN (SELECT id FROM notice_delivery WHERE made < ?)""",
              time,
              time);
          int gone =
              handle.execute(
                  """
                  DELETE FROM notice_delivery WHERE made < ? AND state NOT IN ('waiting', 'digest')
                    AND NOT EXISTS
                      (SELECT 1 FROM notice_delivery p WHERE p.bundle = notice_delivery.id)""",
                  time);
          handle.execute(
              """
              DELETE FROM notice_event WHERE at < ? AND spread = 1 AND NOT EXISTS
                (SELECT 1 FROM notice_delivery d WHERE d.event = notice_event.id)""",
              time);
          return gone;
        });
  }
}
