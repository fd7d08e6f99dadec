// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.jspecify.annotations.Nullable;

/**
 * What people are to be told of, and what became of each telling: an outbox that is written with
 * what happened, spread to those who are told, sent, and recorded. Thread-safe.
 */
public interface Notices {
  /**
   * Writes an event; in a caller's transaction it is kept or undone with it. Alarms and cases write
   * theirs themselves.
   *
   * @return its id
   */
  long post(NoticeEvent event);

  /** Of which it is not settled who is told, in order. */
  List<NoticeEvent> unspread(int limit);

  /** Settles who is told of an event; a second time changes nothing. */
  void spread(NoticeEvent event, Collection<NoticeDelivery.Draft> drafts);

  /**
   * Waiting and due, in order.
   *
   * @param each at most so many of one recipient on one channel, the oldest
   */
  List<NoticeDelivery> due(Instant now, int each);

  /**
   * Gathered for a digest whose time has come, in order.
   *
   * @param each at most so many of one recipient on one channel, the oldest
   */
  List<NoticeDelivery> digestsDue(Instant now, int each);

  /**
   * Makes one of several deliveries to a recipient on a channel.
   *
   * @return the one that stands for them, due now; empty when one of them has left meanwhile
   */
  Optional<NoticeDelivery> bundle(
      NoticeRecipient recipient, NoticeChannel channel, List<NoticeDelivery> parts);

  /** What goes out with a delivery, in order. */
  List<NoticeDelivery> parts(long bundle);

  void sent(long id);

  /**
   * Notes that an attempt failed.
   *
   * @param next when to try again; null to give up
   */
  void failed(long id, String error, @Nullable Instant next);

  /** Ends a delivery whose recipient is gone. */
  void drop(long id, String why);

  /**
   * Tries one again that has failed or waits.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  NoticeDelivery retry(long id);

  Optional<NoticeDelivery> find(long id);

  /**
   * Deliveries, newest first.
   *
   * @param state null for all
   * @param channel null for all
   * @param recipient null for all
   * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the first page
   */
  List<NoticeDelivery> list(
      @Nullable State state,
      @Nullable NoticeChannel channel,
      @Nullable Long recipient,
      long before,
      int limit);

  /** What an account's bell has to show, newest first. */
  List<NoticeDelivery> bell(long account, boolean unseenOnly, long before, int limit);

  int unseen(long account);

  /** Marks those of an account's bell up to one as read; returns how many were not. */
  int see(long account, long upTo);

  /** The newest delivery to a bell; 0 when there is none. */
  long lastBell();

  /** Forgets what was made before a time and is done. */
  int forget(Instant before);
}
